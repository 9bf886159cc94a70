"""Since when the texts that name the periods are in force, as they are numbered here (施行日期).

Where the reference names a year and no more, it is the first of January of that year.
"""

from collections.abc import Mapping
from datetime import date

from rules.articles import Source

IN_FORCE: Mapping[Source, date] = {
    Source.PETITION_REGULATIONS: date(2022, 5, 1),
    Source.SIMPLIFIED_HANDLING: date(2022, 7, 17),  # the day it was issued
    Source.SATISFACTION_MEASURES: date(2022, 1, 1),  # the year only
    Source.STATE_BUREAU_DOCUMENT: date(
        2014, 1, 1
    ),  # the year only; replaced in 2022, on which day is not said
    Source.ZHEJIANG_PETITION_REGULATIONS: date(2016, 1, 1),  # the year only
    Source.PUJIANG_VISITS: date(2023, 1, 1),  # the year in which it was told of
    Source.DISCIPLINE_RULES: date(2020, 1, 21),
    Source.MEDIATION_LAW: date(2011, 1, 1),
    Source.MEDIATION_WORK_PROVISIONS: date(2002, 1, 1),  # the year only
    Source.CIVIL_PROCEDURE_LAW: date(2024, 1, 1),
    Source.CIVIL_PROCEDURE_INTERPRETATION: date(2022, 1, 1),  # the year only
    Source.CONFIRMATION_PROVISIONS: date(2011, 1, 1),  # the year only
    Source.INVITED_MEDIATION_RULES: date(2016, 7, 1),
    Source.ONLINE_MEDIATION_RULES: date(2022, 1, 1),
    Source.PUBLIC_SECURITY_LAW: date(2026, 1, 1),
    Source.POLICE_PROCEDURE: date(2018, 1, 1),  # the year only, of the amendment that was read
    Source.MEDICAL_DISPUTES_REGULATIONS: date(2018, 10, 1),
    Source.TRAFFIC_ACCIDENT_PROCEDURE: date(2018, 5, 1),
    Source.MARKET_COMPLAINTS_RULES: date(2022, 1, 1),  # the year only
    Source.LABOUR_DISPUTES_LAW: date(2008, 5, 1),
    Source.LABOUR_ARBITRATION_RULES: date(2017, 1, 1),  # the year only
    Source.RURAL_LAND_DISPUTES_LAW: date(2010, 1, 1),
    Source.RECONSIDERATION_LAW: date(2024, 1, 1),
    Source.ADMINISTRATIVE_PROCEDURE_LAW: date(2017, 1, 1),  # the year only
    Source.LAND_LAW: date(2019, 1, 1),  # the year only, of the amendment that gave it its present numbers
    Source.LEGAL_AID_LAW: date(2022, 1, 1),
    Source.NOTARY_LAW: date(2017, 1, 1),  # the year only
    Source.DOMESTIC_VIOLENCE_LAW: date(2016, 3, 1),
    Source.LABOUR_INSPECTION_REGULATIONS: date(2004, 12, 1),
    Source.WORK_INJURY_REGULATIONS: date(2011, 1, 1),
    Source.INFORMATION_REGULATIONS: date(2019, 5, 15),
    Source.SMALL_FIRMS_REGULATIONS: date(2025, 6, 1),
    Source.DATA_SHARING_REGULATIONS: date(2025, 8, 1),
    Source.PERSONAL_INFORMATION_LAW: date(2021, 11, 1),
    Source.CIVIL_CODE: date(2021, 1, 1),
}
