// Generated from the Turtle files of shapes/ by `npm run generate`. Do not edit.

/** The SHACL text of each form, by its name. */
export const shapes = {
  'access-request': `# The form of an access request: what a firm must say before a person's mediator passes it on.
# fh:PurposeShape and fh:DataTypeShape list the known purposes and data types; generate.ts adds them from vocab/.
@prefix fh: <https://w3id.org/freehold#> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

fh:AccessRequestShape a sh:NodeShape ;
  sh:targetClass fh:AccessRequest ;
  sh:node fh:WebAddressShape ;
  sh:message "The request needs an http(s) address of its own, of at most 500 characters"@en, "La demande doit avoir sa propre adresse http(s), de 500 caractères au plus"@fr ;
  sh:property [ sh:path dct:issued ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:dateTime ;
    sh:pattern "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$" ;
    sh:message "Say once when the request was made (dct:issued, an xsd:dateTime with its offset from UTC)"@en, "Indiquez une fois la date de la demande (dct:issued, un xsd:dateTime avec son décalage UTC)"@fr ] ;
  sh:property [ sh:path dct:description ; sh:nodeKind sh:Literal ; sh:maxLength 2000 ;
    sh:message "The message to the person is a text of at most 2,000 characters"@en, "Le message à la personne est un texte de 2 000 caractères au plus"@fr ] ;
  sh:property [ sh:path odrl:permission ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ;
    sh:message "A request asks for exactly one permission"@en, "Une demande porte sur une seule permission"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:assigner ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:WebAddressShape ;
    sh:message "Name exactly one person who is asked, by her WebID (odrl:assigner)"@en, "Nommez une seule personne sollicitée, par son WebID (odrl:assigner)"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:assignee ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:WebAddressShape ;
    sh:message "Name exactly one firm that asks, by its WebID (odrl:assignee)"@en, "Nommez une seule entreprise qui demande, par son WebID (odrl:assignee)"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:action ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( odrl:read ) ;
    sh:message "The only action that can be asked for is odrl:read"@en, "La seule action que l'on peut demander est odrl:read"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:target ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ;
    sh:message "Describe exactly one target (odrl:target)"@en, "Décrivez une seule cible (odrl:target)"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:target fh:dataType ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:DataTypeShape ;
    sh:message "Name exactly one data type that Freehold knows (fh:dataType), for example fh:EnergyConsumptionType"@en, "Nommez un seul type de données connu de Freehold (fh:dataType), par exemple fh:EnergyConsumptionType"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:target dct:hasPart ) ; sh:maxCount 100 ; sh:node fh:WebAddressShape ;
    sh:message "Resources (dct:hasPart) are http(s) addresses, at most 100"@en, "Les ressources (dct:hasPart) sont des adresses http(s), 100 au plus"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:constraint ) ; sh:maxCount 2 ;
    sh:message "The only constraints understood here are one purpose and one term"@en, "Les seules contraintes comprises ici sont une finalité et une durée"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:constraint ) ;
    sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [
      sh:property [ sh:path odrl:leftOperand ; sh:minCount 1 ; sh:maxCount 1 ; sh:hasValue odrl:purpose ] ;
      sh:property [ sh:path odrl:operator ; sh:minCount 1 ; sh:maxCount 1 ; sh:hasValue odrl:eq ] ;
      sh:property [ sh:path odrl:rightOperand ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:PurposeShape ] ] ;
    sh:message "Name exactly one purpose that Freehold knows (odrl:purpose odrl:eq …), for example dpv:OptimisationForConsumer"@en, "Indiquez une seule finalité connue de Freehold (odrl:purpose odrl:eq …), par exemple dpv:OptimisationForConsumer"@fr ] ;
  sh:property [ sh:path ( odrl:permission odrl:constraint ) ;
    sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [
      sh:property [ sh:path odrl:leftOperand ; sh:minCount 1 ; sh:maxCount 1 ; sh:hasValue fh:grantDuration ] ;
      sh:property [ sh:path odrl:operator ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( odrl:lteq odrl:eq ) ] ;
      sh:property [ sh:path odrl:rightOperand ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:TermShape ] ] ;
    sh:message "Name exactly one term, longer than nothing (fh:grantDuration odrl:lteq \\"P30D\\"^^xsd:duration)"@en, "Indiquez une seule durée, plus longue que zéro (fh:grantDuration odrl:lteq \\"P30D\\"^^xsd:duration)"@fr ] .

fh:WebAddressShape a sh:NodeShape ;
  sh:nodeKind sh:IRI ; sh:maxLength 500 ; sh:pattern "^https?://[^/?#\\\\s][^\\\\s<>\\"{}|^\`\\\\\\\\\\\\x00-\\\\x1f]*$" .

# Not longer than some hundred years, so that the end is a date that every format can write.
fh:TermShape a sh:NodeShape ;
  sh:datatype xsd:duration ;
  sh:pattern "^P([0-9]{1,2}Y)?([0-9]{1,3}M)?([0-9]{1,5}D)?(T([0-9]{1,5}H([0-9]{1,5}M)?([0-9]{1,5}S)?|[0-9]{1,5}M([0-9]{1,5}S)?|[0-9]{1,5}S))?$" ;
  sh:node [ sh:pattern "[1-9]" ] .
`,
  'energy-consumption': `# The form of energy readings: how much electricity or gas a home used in an interval.
@prefix fh: <https://w3id.org/freehold#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sosa: <http://www.w3.org/ns/sosa/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

fh:EnergyConsumptionShape a sh:NodeShape ;
  sh:targetClass sosa:Observation ;
  sh:nodeKind sh:IRI ;
  sh:message "A reading needs an address of its own, so that importing it twice does not double it"@en, "Un relevé doit avoir sa propre adresse, pour que deux imports ne le doublent pas"@fr ;
  sh:property [ sh:path sosa:observedProperty ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:in ( fh:ElectricityImported fh:ElectricityExported fh:GasImported ) ;
    sh:message "Say once what is measured (sosa:observedProperty): fh:ElectricityImported, fh:ElectricityExported or fh:GasImported"@en, "Indiquez une seule fois ce qui est mesuré (sosa:observedProperty) : fh:ElectricityImported, fh:ElectricityExported ou fh:GasImported"@fr ] ;
  sh:property [ sh:path sosa:hasSimpleResult ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:datatype xsd:decimal ; sh:minInclusive 0 ;
    sh:message "Give the amount once (sosa:hasSimpleResult), as an xsd:decimal from 0"@en, "Donnez la quantité une seule fois (sosa:hasSimpleResult), en xsd:decimal à partir de 0"@fr ] ;
  sh:property [ sh:path qudt:hasUnit ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:in ( unit:W-HR unit:KiloW-HR unit:M3 ) ;
    sh:message "Name the unit once (qudt:hasUnit): unit:W-HR, unit:KiloW-HR or unit:M3"@en, "Nommez l'unité une seule fois (qudt:hasUnit) : unit:W-HR, unit:KiloW-HR ou unit:M3"@fr ] ;
  sh:property [ sh:path fh:intervalStart ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:LocalDateTimeShape ;
    sh:message "Say once when the interval starts (fh:intervalStart, an xsd:dateTime with its offset from UTC)"@en, "Indiquez une seule fois le début de l'intervalle (fh:intervalStart, un xsd:dateTime avec son décalage UTC)"@fr ] ;
  sh:property [ sh:path fh:intervalEnd ; sh:minCount 1 ; sh:maxCount 1 ; sh:node fh:LocalDateTimeShape ;
    sh:message "Say once when the interval ends (fh:intervalEnd, an xsd:dateTime with its offset from UTC)"@en, "Indiquez une seule fois la fin de l'intervalle (fh:intervalEnd, un xsd:dateTime avec son décalage UTC)"@fr ] ;
  sh:property [ sh:path fh:intervalStart ; sh:lessThan fh:intervalEnd ;
    sh:message "The interval has to end after it starts"@en, "L'intervalle doit finir après son début"@fr ] ;
  sh:property [ sh:path sosa:madeBySensor ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "Name at most one meter (sosa:madeBySensor), by its address"@en, "Nommez un compteur au plus (sosa:madeBySensor), par son adresse"@fr ] ;
  sh:property [ sh:path fh:readingQuality ; sh:maxCount 1 ; sh:in ( fh:Measured fh:Estimated ) ;
    sh:message "The quality of a reading (fh:readingQuality) is fh:Measured or fh:Estimated"@en, "La qualité d'un relevé (fh:readingQuality) est fh:Measured ou fh:Estimated"@fr ] ;
  sh:property [ sh:path fh:cost ; sh:maxCount 1 ; sh:node fh:MoneyShape ;
    sh:message "A cost (fh:cost) has one amount, schema:value as xsd:decimal, and one schema:currency of three letters"@en, "Un coût (fh:cost) a un montant, schema:value en xsd:decimal, et une devise, schema:currency en trois lettres"@fr ] .

# A local time: without its offset from UTC the hour before and after the clocks change are the same.
fh:LocalDateTimeShape a sh:NodeShape ;
  sh:datatype xsd:dateTime ;
  sh:pattern "T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$" .

fh:MoneyShape a sh:NodeShape ;
  sh:property [ sh:path schema:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ] ;
  sh:property [ sh:path schema:currency ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[A-Z]{3}$" ] .
`,
} as const

export type ShapeName = keyof typeof shapes

/** Shapes that the forms refer to: one of the known purposes, one of the known data types. */
export const valueLists = `
<https://w3id.org/freehold#DataTypeShape> a sh:NodeShape ; sh:in (
  <https://w3id.org/freehold#EnergyConsumptionType>
  <https://w3id.org/freehold#BankTransactionType>
  <https://w3id.org/freehold#PurchaseType>
  <https://w3id.org/freehold#TelecomUsageType>
  <https://w3id.org/freehold#LocationTripType>
  <https://w3id.org/freehold#HealthMeasurementType>
  <https://w3id.org/freehold#ContactProfileType>
  <https://w3id.org/freehold#EmploymentType>
  <https://w3id.org/freehold#InsurancePolicyType>
  <https://w3id.org/freehold#VehicleRecordType>
  <https://w3id.org/freehold#MediaConsumptionType>
  <https://w3id.org/freehold#SubscriptionType>
  <https://w3id.org/freehold#InterestType>
  <https://w3id.org/freehold#EducationRecordType>
  <https://w3id.org/freehold#HouseholdRecordType>
  <https://w3id.org/freehold#CreditRecordType>
) .

<https://w3id.org/freehold#PurposeShape> a sh:NodeShape ; sh:in (
  <https://w3id.org/dpv#OptimisationForConsumer>
  <https://w3id.org/freehold#purpose-CompareAndSwitch>
  <https://w3id.org/dpv#RequestedServiceProvision>
  <https://w3id.org/freehold#purpose-ServiceProvision>
  <https://w3id.org/dpv#ProvideProductRecommendations>
  <https://w3id.org/freehold#purpose-Advice>
  <https://w3id.org/dpv#ServicePersonalisation>
  <https://w3id.org/freehold#purpose-Personalise>
  <https://w3id.org/dpv#PersonalisedBenefits>
  <https://w3id.org/freehold#purpose-Rewards>
  <https://w3id.org/dpv/sector/finance#BudgetPlanningAssistance>
  <https://w3id.org/freehold#purpose-Budgeting>
  <https://w3id.org/dpv/sector/finance#CreditChecking>
  <https://w3id.org/freehold#purpose-CreditCheck>
  <https://w3id.org/dpv/sector/finance#InsurancePersonalisedPricingManagement>
  <https://w3id.org/freehold#purpose-InsurancePricing>
  <https://w3id.org/dpv#IdentityVerification>
  <https://w3id.org/freehold#purpose-IdentityCheck>
  <https://w3id.org/dpv#AgeVerification>
  <https://w3id.org/freehold#purpose-AgeCheck>
  <https://w3id.org/dpv#FraudPreventionAndDetection>
  <https://w3id.org/freehold#purpose-FraudPrevention>
  <https://w3id.org/dpv#CustomerCare>
  <https://w3id.org/freehold#purpose-CustomerCare>
  <https://w3id.org/dpv#ImproveExistingProductsAndServices>
  <https://w3id.org/freehold#purpose-ImproveProduct>
  <https://w3id.org/dpv#ServiceUsageAnalytics>
  <https://w3id.org/freehold#purpose-UsageAnalytics>
  <https://w3id.org/dpv#CommercialResearch>
  <https://w3id.org/freehold#purpose-MarketResearch>
  <https://w3id.org/dpv#DirectMarketing>
  <https://w3id.org/freehold#purpose-DirectMarketing>
  <https://w3id.org/dpv#TargetedAdvertising>
  <https://w3id.org/freehold#purpose-TargetedAds>
  <https://w3id.org/dpv#PersonalisedAdvertising>
  <https://w3id.org/freehold#purpose-Profiling>
  <https://w3id.org/dpv#SellDataToThirdParties>
  <https://w3id.org/freehold#purpose-SellOn>
  <https://w3id.org/dpv#SellInsightsFromData>
  <https://w3id.org/freehold#purpose-SellInsights>
  <https://w3id.org/dpv#PersonnelHiring>
  <https://w3id.org/freehold#purpose-Recruitment>
  <https://w3id.org/dpv#AcademicResearch>
  <https://w3id.org/freehold#purpose-AcademicResearch>
  <https://w3id.org/dpv/sector/health#HealthcareScientificResearch>
  <https://w3id.org/freehold#purpose-HealthResearch>
  <https://w3id.org/dpv#DataAltruism>
  <https://w3id.org/freehold#purpose-DataAltruism>
  <https://w3id.org/dpv#CombatClimateChange>
  <https://w3id.org/freehold#purpose-Climate>
  <https://w3id.org/dpv#ImproveTransportMobility>
  <https://w3id.org/freehold#purpose-Mobility>
  <https://w3id.org/dpv#ProvideOfficialStatistics>
  <https://w3id.org/freehold#purpose-OfficialStatistics>
  <https://w3id.org/dpv#PublicPolicyMaking>
  <https://w3id.org/freehold#purpose-PublicPolicy>
  <https://w3id.org/dpv#FulfilmentOfContractualObligation>
  <https://w3id.org/freehold#purpose-Contract>
  <https://w3id.org/dpv#LegalCompliance>
  <https://w3id.org/freehold#purpose-Legal>
  <https://w3id.org/dpv#PaymentManagement>
  <https://w3id.org/freehold#purpose-Payment>
  <https://w3id.org/dpv#PoliticalCampaign>
  <https://w3id.org/freehold#purpose-Politics>
) .
`
