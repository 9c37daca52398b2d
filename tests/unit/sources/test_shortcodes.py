from __future__ import annotations

import pytest

from graphkit.sources.markup import body_to_text


@pytest.mark.parametrize(
    ("generator", "body"),
    [
        ("Jekyll", '{% include hidden.html caption="hidden" %}\n{:.hidden}\n* TOC\n{:toc}\n\nSeen. {{ hidden }}\n'),
        ("Jekyll", "{% highlight ruby %}\nhidden\n\nhidden\n{% endhighlight %}\nSeen."),
        ("Hexo", "{% asset_img hidden.jpg hidden %}\n{% codeblock %}hidden{% endcodeblock %}Seen.\n<!-- more -->"),
        ("Hugo", '{{< figure src="hidden" >}}\n{{% notice hidden %}}\nSeen.\n{{% /notice %}}'),
        ("Hugo", "{{< highlight go >}}\nhidden\n{{< /highlight >}}\nSeen."),
        ("WordPress", '[gallery ids="1,2"][caption id="hidden" width="3"]<img src="hidden"> Seen.[/caption]'),
        ("WordPress", '<p>[code language="php"]hidden<br />\n\nhidden[/code]</p><p>Seen.</p>'),
        ("Docusaurus", "import Hidden from '@hidden/Hidden';\n\n:::tip Seen.\n:::\n"),
        ("Docusaurus", "import {\n  Hidden,\n} from 'hidden'; import b from 'hidden'\n\nSeen."),
        ("MDX", "export const hidden = {\n  a: 1,\n};\n\nSeen."),
        ("MDX", '<Tabs groupId="hidden" items={[{hidden: 1}]} on={() => hidden}>\n\nSeen.\n\n</Tabs>\n{/* hidden */}'),
        ("Obsidian", "> [!note] Seen.\n\n![[hidden.png]] %%hidden%%"),
        ("Obsidian", "[[hidden|Seen.]]"),
        ("MkDocs", "!!! note\n    Seen.\n"),
        ("Pelican", ".. image:: hidden.png\n   :alt: hidden\n\nSeen.\n\n.. _hidden: hidden"),
        ("Pandoc", "Seen.[^hidden]\n{#hidden .hidden}"),
    ],
)
def test_tags_of_generators_are_no_text(generator: str, body: str) -> None:
    assert body_to_text(body) == "Seen."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.[^1]\n\n[^1]: Two.", "One.\nTwo."),
        ("{% raw %}One{% endraw %}", "One"),
        ("One {% two", "One {% two"),
        ("One {{\n\ntwo\n\n}} three", "One {{\ntwo\n}} three"),
        ('!!! note "One"\n    Two.\n\nThree.', '"One"\nTwo.\nThree.'),
    ],
)
def test_text_around_tags_stays(body: str, text: str) -> None:
    assert body_to_text(body) == text
