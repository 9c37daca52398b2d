"""Parameters of addresses that tell how a reader came, never what the page is.

Own list: of the packages on PyPI, url-sanitize needs a program in Rust, url-unwrap fetches rules (LGPL) when it runs,
detrack and courlan also drop `pid`, `sid` or `uid`, where sites keep the article's number, and url-normalize knows
four sites. The names are those that the makers of each program document.
"""

from __future__ import annotations

_ALWAYS = frozenset(
    """
    fbclid fb_action_ids fb_action_types fb_source fb_ref mibextid sfnsn rdid igshid igsh
    gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl usqp
    msclkid ocid cvid yclid ysclid _openstat twclid twsrc __twitter_impression ttclid tt_medium tt_content
    li_fat_id lipi trk trkinfo epik rdt share_id
    mkt_tok hsctatracking elq elqtrackid elqtrack elqaid elqat elqcampaignid elqtracking _ke _bta_tid _branch_match_id
    _branch_referrer dm_i wickedid dicbo ob_click_id tblci s_cid s_kwcid ef_id kclid irclickid irgwc awc cjevent zanpid
    ranmid raneaid ransiteid ascsubtag spm scm algo_pvid
    xtor xtref xts wt.mc_id cmp cmpid icid ncid mbid cndid esrc smid smtyp sr_share emc partner ito
    ref_src ref_url sref srnd reflink taid feedtype feedname virtualbrandchannel dlvrit ftcamp hpid wpisrc wpmm wprss
    soc_src soc_trk guccounter guce_referrer guce_referrer_sig campaign_id rss phpsessid jsessionid
    """.split()  # noqa: SIM905 -- a list of a hundred strings is no pleasure to read
)
_PREFIXES = (
    *("utm_", "amp_", "at_", "ns_", "mc_", "_hs", "__hs", "hsa_", "vero_", "oly_", "pk_", "piwik_", "mtm_", "matomo_"),
    *("itm_", "wt_", "trk_", "_x_tr_", "__cft__", "__tn__"),
)
# Words in most addresses, yet an article's number in some: kept if they are numbers.
_UNLESS_NUMBERS = frozenset("ref source src from share via mod referrer referer".split())  # noqa: SIM905
_OF_SITES = {
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
    "youtube.com": frozenset({"si", "feature", "ab_channel", "pp"}),
    "open.spotify.com": frozenset({"si", "nd"}),
}
_AMP_VALUES = {"amp": {"", "1", "true", "yes"}, "outputtype": {"amp"}}


def is_tracking(pair: str, host: str) -> bool:
    """Whether ``name=value`` of a query can go without another page being meant."""
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _AMP_VALUES:
        return value.lower() in _AMP_VALUES[name]
    if name in _UNLESS_NUMBERS:
        return not value.isdecimal()
    return name in _ALWAYS or name.startswith(_PREFIXES) or name in _OF_SITES.get(host, ())
