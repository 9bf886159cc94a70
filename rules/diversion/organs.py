"""The organs of the list (受理机关), by code, and of what kind each is."""

from collections.abc import Mapping
from enum import StrEnum


class OrganKind(StrEnum):  # 机关性质
    """What may be sent where hangs on it: what is a court's goes to no administrative organ."""

    ADMINISTRATIVE = "administrative"  # 行政机关, 乡镇和信访部门在内
    JUDICIAL = "judicial"  # 政法机关: 法院、检察院、公安机关
    ARBITRATION = "arbitration"  # 仲裁机构
    DISCIPLINE = "discipline"  # 纪检监察机关
    MEDIATION = "mediation"  # 调解组织
    SERVICE = "service"  # 公证、法律服务等


class OrganCode(StrEnum):
    """An organ as the list names it. Which unit of a county that is, the county says."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    POLICE = "police"
    TRAFFIC_POLICE = "traffic-police"
    HIGHER_TRAFFIC_POLICE = "higher-traffic-police"
    ARBITRATION_COMMITTEE = "arbitration-committee"  # 劳动人事争议
    LAND_ARBITRATION = "land-arbitration"
    COMMERCIAL_ARBITRATION = "commercial-arbitration"
    COUNTY_GOVERNMENT = "county-government"
    RECONSIDERATION_ORGAN = "reconsideration-organ"
    TOWNSHIP = "township"
    PETITION_DEPARTMENT = "petition-department"
    COMPETENT_DEPARTMENT = "competent-department"  # 有权处理的部门, 指定的部门
    DECIDING_ORGAN = "deciding-organ"  # 作出原处理的机关
    HUMAN_RESOURCES = "human-resources"
    CIVIL_SERVICE_AUTHORITY = "civil-service-authority"
    SOCIAL_INSURANCE = "social-insurance"
    TAX = "tax"
    NATURAL_RESOURCES = "natural-resources"
    AGRICULTURE = "agriculture"
    HOUSING = "housing"
    HOUSE_EXPROPRIATION = "house-expropriation"
    URBAN_MANAGEMENT = "urban-management"
    CIVIL_AFFAIRS = "civil-affairs"
    HEALTH = "health"
    MARKET = "market"
    ECOLOGY = "ecology"
    EDUCATION = "education"
    INDUSTRY = "industry"
    FINANCE_WORK = "finance-work"
    WATER = "water"
    RESETTLEMENT = "resettlement"
    TOURISM = "tourism"
    EMERGENCY_MANAGEMENT = "emergency-management"
    VETERANS = "veterans"
    DISCIPLINE_ORGAN = "discipline-organ"
    MEDIATION_COMMITTEE = "mediation-committee"
    MEDICAL_MEDIATION_COMMITTEE = "medical-mediation-committee"
    VILLAGE_COMMITTEE = "village-committee"
    NOTARY_OFFICE = "notary-office"
    LEGAL_SERVICE = "legal-service"


_OTHERS: Mapping[OrganCode, OrganKind] = {
    OrganCode.COURT: OrganKind.JUDICIAL,
    OrganCode.PROCURATORATE: OrganKind.JUDICIAL,
    OrganCode.POLICE: OrganKind.JUDICIAL,
    OrganCode.TRAFFIC_POLICE: OrganKind.JUDICIAL,
    OrganCode.HIGHER_TRAFFIC_POLICE: OrganKind.JUDICIAL,
    OrganCode.ARBITRATION_COMMITTEE: OrganKind.ARBITRATION,
    OrganCode.LAND_ARBITRATION: OrganKind.ARBITRATION,
    OrganCode.COMMERCIAL_ARBITRATION: OrganKind.ARBITRATION,
    OrganCode.DISCIPLINE_ORGAN: OrganKind.DISCIPLINE,
    OrganCode.MEDIATION_COMMITTEE: OrganKind.MEDIATION,
    OrganCode.MEDICAL_MEDIATION_COMMITTEE: OrganKind.MEDIATION,
    OrganCode.VILLAGE_COMMITTEE: OrganKind.MEDIATION,
    OrganCode.NOTARY_OFFICE: OrganKind.SERVICE,
    OrganCode.LEGAL_SERVICE: OrganKind.SERVICE,
}


def kind_of_organ(organ: OrganCode) -> OrganKind:
    """Of what kind an organ is; whatever is nothing else is administrative."""
    return _OTHERS.get(organ, OrganKind.ADMINISTRATIVE)
