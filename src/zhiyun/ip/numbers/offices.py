"""The offices that publish or have published patent documents, by their codes of WIPO ST.3."""

from __future__ import annotations

_LISTED = """
    AE AG AL AM AO AP AR AT AU AZ BA BB BE BG BH BN BO BR BW BX BY BZ CA CH CL CN CO CR CS CU CY CZ DD DE
    DK DM DO DZ EA EC EE EG EM EP ES FI FR GB GC GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP
    KE KG KH KR KW KZ LA LB LI LK LT LU LV LY MA MC MD ME MK MN MO MT MW MX MY MZ NA NG NI NL NO NZ OA OM
    PA PE PH PK PL PT PY QA RO RS RU RW SA SE SG SI SK SM SU SV SY TH TJ TM TN TR TT TW TZ UA UG US UY UZ
    VE VN WO XH XN YE YU ZA ZM ZW
"""
OFFICES = frozenset(_LISTED.split())
