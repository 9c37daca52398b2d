"""Headlines of one summer weekend in nine languages, made up: three on each story."""

from __future__ import annotations

STORIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "de": (
        (
            "Bahnstreik: Lokführer legen am Montag die Arbeit nieder",
            "Lokführer streiken ab Montag: Was Reisende wissen müssen",
            "Streik der Lokführer trifft Pendler im ganzen Land",
        ),
        (
            "Schwimmerin Keller holt Gold über 200 Meter Freistil",
            "Gold für Keller: Schwimmerin siegt über 200 Meter",
            "Keller gewinnt Olympiagold im Schwimmen über 200 Meter Freistil",
        ),
        (
            "Hochwasser an der Ahr: Brücken gesperrt",
            "Nach dem Hochwasser: Ahr-Brücken bleiben gesperrt",
            "Hochwasser der Ahr sinkt, Helfer räumen Brücken",
        ),
        (
            "Olympia: Turnerin Maier sagt Finale ab",
            "Turnerin Maier verzichtet auf das Finale bei Olympia",
            "Maier fehlt im Turnfinale: Verletzung am Knie",
        ),
    ),
    "es": (
        (
            "La nadadora Ruiz gana el oro en los 200 metros libres",
            "Ruiz, oro olímpico en 200 metros libres de natación",
            "Oro para la nadadora Ruiz en los 200 metros",
        ),
        (
            "Huelga de maquinistas: trenes parados el lunes",
            "Los maquinistas inician una huelga de trenes el lunes",
            "Trenes cancelados por la huelga de maquinistas",
        ),
        (
            "La gimnasta Ortega renuncia a la final olímpica",
            "Ortega se retira de la final de gimnasia en los Juegos",
            "La gimnasta Ortega no disputará la final",
        ),
        (
            "El tenista Vidal cae en semifinales de los Juegos",
            "Vidal pierde en las semifinales de tenis",
            "Semifinales de tenis: derrota de Vidal ante el campeón",
        ),
    ),
    "fr": (
        (
            "La nageuse Morel remporte l’or sur 200 mètres nage libre",
            "Morel championne olympique du 200 mètres nage libre",
            "Natation: médaille d’or pour Morel sur 200 mètres",
        ),
        (
            "Grève des cheminots: les trains à l’arrêt lundi",
            "Les cheminots en grève lundi, trafic des trains perturbé",
            "Trains supprimés: la grève des cheminots continue",
        ),
        (
            "La gymnaste Blanc renonce à la finale des Jeux",
            "Blanc forfait pour la finale de gymnastique",
            "Gymnastique: la gymnaste Blanc se retire de la finale",
        ),
    ),
    "ru": (
        (
            "Пловчиха Орлова выиграла золото на дистанции 200 метров",
            "Золото Орловой: пловчиха победила на 200 метрах",
            "Орлова стала олимпийской чемпионкой в плавании на 200 метров",
        ),
        (
            "Теннисист Громов вышел в финал турнира",
            "Громов обыграл чемпиона и вышел в финал",
            "Победа Громова: теннисист сыграет в финале",
        ),
        (
            "Гимнастка Волкова снялась с финала Олимпиады",
            "Волкова отказалась от финала из-за травмы",
            "Травма гимнастки Волковой: финал без чемпионки",
        ),
    ),
    "sl": (
        (
            "Plavalka Kranjčeva osvojila zlato na 200 metrov",
            "Zlato za plavalko Kranjčevo na 200 metrov prosto",
            "Kranjčeva olimpijska prvakinja v plavanju na 200 metrov",
        ),
        (
            "Telovadka Novakova odpovedala nastop v finalu",
            "Novakova zaradi poškodbe brez finala na olimpijskih igrah",
            "Poškodba telovadke Novakove: finale brez nje",
        ),
        (
            "Kolesar Hribar dobil olimpijsko dirko",
            "Hribar zmagovalec kolesarske dirke na igrah",
            "Zlati kolesar Hribar: dirka življenja",
        ),
    ),
    "zh": (
        (
            "游泳选手李雪夺得200米自由泳金牌",
            "李雪获得奥运会200米自由泳冠军",
            "200米自由泳:李雪摘金创纪录",
        ),
        (
            "体操运动员王芳退出决赛",
            "王芳因伤退出体操决赛",
            "体操决赛王芳因伤缺席",
        ),
        (
            "地铁司机罢工周一开始",
            "周一地铁司机罢工影响出行",
            "地铁罢工:司机要求加薪",
        ),
    ),
    "ar": (
        (
            "السباحة سلمى تفوز بذهبية 200 متر حرة",
            "ذهبية أولمبية للسباحة سلمى في سباق 200 متر",
            "سلمى تحرز الذهب في السباحة الحرة",
        ),
        (
            "إضراب سائقي القطارات يبدأ الاثنين",
            "سائقو القطارات يبدؤون الإضراب يوم الاثنين",
            "توقف القطارات بسبب إضراب السائقين",
        ),
        (
            "لاعبة الجمباز ليلى تنسحب من النهائي",
            "انسحاب ليلى من نهائي الجمباز بسبب الإصابة",
            "إصابة لاعبة الجمباز ليلى قبل النهائي",
        ),
    ),
    "pt": (
        (
            "Nadadora Silva conquista ouro nos 200 metros livres",
            "Silva é campeã olímpica dos 200 metros livres",
            "Ouro para a nadadora Silva nos 200 metros",
        ),
        (
            "Greve dos maquinistas para trens na segunda-feira",
            "Maquinistas em greve: trens parados segunda-feira",
            "Trens cancelados por greve de maquinistas",
        ),
        (
            "Ginasta Rocha desiste da final olímpica",
            "Rocha fora da final de ginástica por lesão",
            "Lesão tira a ginasta Rocha da final",
        ),
    ),
    "en": (
        (
            "Swimmer Carter wins gold in 200 meters freestyle",
            "Carter takes Olympic gold in 200m freestyle",
            "Gold for swimmer Carter over 200 meters",
        ),
        (
            "Train drivers strike brings railways to a halt on Monday",
            "Rail strike: train drivers walk out Monday",
            "Train cancellations as drivers strike",
        ),
        (
            "Gymnast Hale withdraws from Olympic final",
            "Hale pulls out of gymnastics final with injury",
            "Injury keeps gymnast Hale out of final",
        ),
    ),
}
