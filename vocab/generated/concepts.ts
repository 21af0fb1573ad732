// Generated from the Turtle files of vocab/ by `npm run generate`. Do not edit.

import type { DataType, Purpose, Sensitivity, Use } from '../concept.ts'

export const dataTypes: readonly DataType[] = [
  {
    "iri": "https://w3id.org/freehold#EnergyConsumptionType",
    "slug": "energy",
    "label": {
      "en": "Energy use at home",
      "fr": "Consommation d'énergie du logement"
    },
    "plain": {
      "en": "How much electricity or gas your home used, and when. Fine-grained readings can reveal when you are in, asleep or away.",
      "fr": "Combien d'électricité ou de gaz votre logement a consommé, et quand. Des relevés fins peuvent révéler quand vous êtes présent, endormi ou absent."
    },
    "sensitivity": "https://w3id.org/freehold#Sens3Sensitive"
  },
  {
    "iri": "https://w3id.org/freehold#BankTransactionType",
    "slug": "bank",
    "label": {
      "en": "Bank transactions",
      "fr": "Opérations bancaires"
    },
    "plain": {
      "en": "Money in and out of your accounts: date, amount and who it was with. Can reveal health, faith, politics or relationships.",
      "fr": "L'argent qui entre et sort de vos comptes : date, montant et contrepartie. Peut révéler santé, croyances, opinions ou relations."
    },
    "sensitivity": "https://w3id.org/freehold#Sens3Sensitive"
  },
  {
    "iri": "https://w3id.org/freehold#PurchaseType",
    "slug": "purchases",
    "label": {
      "en": "Shopping and receipts",
      "fr": "Achats et tickets de caisse"
    },
    "plain": {
      "en": "What you bought, where, when and for how much, down to each item on the receipt.",
      "fr": "Ce que vous avez acheté, où, quand et à quel prix, jusqu'à chaque article du ticket."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#TelecomUsageType",
    "slug": "telecom",
    "label": {
      "en": "Phone and internet use",
      "fr": "Usage téléphone et internet"
    },
    "plain": {
      "en": "How many calls, texts and megabytes you used, and when. Does not include what was said; numbers you called are hidden unless you choose otherwise.",
      "fr": "Combien d'appels, de SMS et de mégaoctets vous avez utilisés, et quand. Pas le contenu ; les numéros appelés sont masqués sauf choix contraire."
    },
    "sensitivity": "https://w3id.org/freehold#Sens3Sensitive"
  },
  {
    "iri": "https://w3id.org/freehold#LocationTripType",
    "slug": "trips",
    "label": {
      "en": "Trips and places",
      "fr": "Trajets et lieux"
    },
    "plain": {
      "en": "Journeys you made and places you stopped at. Four points are often enough to identify someone.",
      "fr": "Vos déplacements et les lieux où vous vous êtes arrêté. Quatre points suffisent souvent à identifier quelqu'un."
    },
    "sensitivity": "https://w3id.org/freehold#Sens3Sensitive"
  },
  {
    "iri": "https://w3id.org/freehold#HealthMeasurementType",
    "slug": "health",
    "label": {
      "en": "Health measurements",
      "fr": "Mesures de santé"
    },
    "plain": {
      "en": "Readings such as weight, heart rate or blood pressure, from you, your devices or your doctor.",
      "fr": "Mesures comme le poids, le rythme cardiaque ou la tension, saisies par vous, vos appareils ou votre médecin."
    },
    "sensitivity": "https://w3id.org/freehold#Sens4Special"
  },
  {
    "iri": "https://w3id.org/freehold#ContactProfileType",
    "slug": "profile",
    "label": {
      "en": "Who you are and how to reach you",
      "fr": "Qui vous êtes et comment vous joindre"
    },
    "plain": {
      "en": "Name, date of birth, address, email, phone.",
      "fr": "Nom, date de naissance, adresse, courriel, téléphone."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#EmploymentType",
    "slug": "work",
    "label": {
      "en": "Work and pay",
      "fr": "Emploi et salaire"
    },
    "plain": {
      "en": "Your employers, job titles, dates and salary.",
      "fr": "Vos employeurs, postes, dates et salaire."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#InsurancePolicyType",
    "slug": "insurance",
    "label": {
      "en": "Insurance policies",
      "fr": "Contrats d'assurance"
    },
    "plain": {
      "en": "What you are insured for, with whom, the price and your claims.",
      "fr": "Ce pour quoi vous êtes assuré, chez qui, le prix et vos sinistres."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#VehicleRecordType",
    "slug": "vehicle",
    "label": {
      "en": "Your vehicle",
      "fr": "Votre véhicule"
    },
    "plain": {
      "en": "Make, model, age, mileage and fuel of your car or bike.",
      "fr": "Marque, modèle, âge, kilométrage et carburant de votre véhicule."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#MediaConsumptionType",
    "slug": "media",
    "label": {
      "en": "What you watch and listen to",
      "fr": "Ce que vous regardez et écoutez"
    },
    "plain": {
      "en": "Songs, programmes and films you played, and when.",
      "fr": "Titres, émissions et films que vous avez lus, et quand."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#SubscriptionType",
    "slug": "subscriptions",
    "label": {
      "en": "Contracts, subscriptions and loyalty",
      "fr": "Contrats, abonnements et fidélité"
    },
    "plain": {
      "en": "Services you pay for regularly and loyalty programmes: price, dates, notice period, points.",
      "fr": "Services payés régulièrement et programmes de fidélité : prix, dates, préavis, points."
    },
    "sensitivity": "https://w3id.org/freehold#Sens1Everyday"
  },
  {
    "iri": "https://w3id.org/freehold#InterestType",
    "slug": "interests",
    "label": {
      "en": "Interests and intentions",
      "fr": "Centres d’intérêt et intentions"
    },
    "plain": {
      "en": "Topics you care about and things you plan to buy: what you say, not what a firm guesses.",
      "fr": "Sujets qui vous intéressent et achats que vous prévoyez : ce que vous dites, pas ce qu’une entreprise devine."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#EducationRecordType",
    "slug": "education",
    "label": {
      "en": "Education and certificates",
      "fr": "Études et diplômes"
    },
    "plain": {
      "en": "Diplomas, courses and skills you hold.",
      "fr": "Diplômes, formations et compétences que vous détenez."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#HouseholdRecordType",
    "slug": "household",
    "label": {
      "en": "Your home and household",
      "fr": "Votre logement et votre foyer"
    },
    "plain": {
      "en": "How many people live with you, the size and type of your home and how it is heated.",
      "fr": "Nombre de personnes au foyer, taille et type du logement et mode de chauffage."
    },
    "sensitivity": "https://w3id.org/freehold#Sens2Personal"
  },
  {
    "iri": "https://w3id.org/freehold#CreditRecordType",
    "slug": "credit",
    "label": {
      "en": "Credit record",
      "fr": "Dossier de crédit"
    },
    "plain": {
      "en": "Your credit score, accounts and who has checked them.",
      "fr": "Votre score de crédit, vos comptes et qui les a consultés."
    },
    "sensitivity": "https://w3id.org/freehold#Sens3Sensitive"
  }
]

export const purposes: readonly Purpose[] = [
  {
    "iri": "https://w3id.org/freehold#purpose-CompareAndSwitch",
    "standard": "https://w3id.org/dpv#OptimisationForConsumer",
    "label": {
      "en": "Find me a better deal",
      "fr": "Me trouver une meilleure offre"
    },
    "plain": {
      "en": "Compare your use with offers on the market and tell you what you would save.",
      "fr": "Comparer votre usage aux offres du marché et vous dire ce que vous gagneriez."
    },
    "whoGains": "you",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-ServiceProvision",
    "standard": "https://w3id.org/dpv#RequestedServiceProvision",
    "label": {
      "en": "Give me the service I asked for",
      "fr": "Me fournir le service demandé"
    },
    "plain": {
      "en": "Use only what is needed to deliver what you asked for.",
      "fr": "Utiliser seulement ce qui est nécessaire pour fournir ce que vous avez demandé."
    },
    "whoGains": "you",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Advice",
    "standard": "https://w3id.org/dpv#ProvideProductRecommendations",
    "label": {
      "en": "Recommend products to me",
      "fr": "Me recommander des produits"
    },
    "plain": {
      "en": "Suggest products or services chosen for you.",
      "fr": "Vous suggérer des produits ou services choisis pour vous."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Personalise",
    "standard": "https://w3id.org/dpv#ServicePersonalisation",
    "label": {
      "en": "Personalise my service",
      "fr": "Personnaliser mon service"
    },
    "plain": {
      "en": "Adapt the service to your habits.",
      "fr": "Adapter le service à vos habitudes."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Rewards",
    "standard": "https://w3id.org/dpv#PersonalisedBenefits",
    "label": {
      "en": "Give me rewards or discounts",
      "fr": "Me donner des avantages"
    },
    "plain": {
      "en": "Work out discounts or rewards for you.",
      "fr": "Calculer des remises ou avantages pour vous."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Budgeting",
    "standard": "https://w3id.org/dpv/sector/finance#BudgetPlanningAssistance",
    "label": {
      "en": "Help me manage my budget",
      "fr": "M'aider à gérer mon budget"
    },
    "plain": {
      "en": "Show where your money goes and plan ahead.",
      "fr": "Montrer où va votre argent et anticiper."
    },
    "whoGains": "you",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-CreditCheck",
    "standard": "https://w3id.org/dpv/sector/finance#CreditChecking",
    "label": {
      "en": "Check if I can borrow",
      "fr": "Vérifier ma capacité d’emprunt"
    },
    "plain": {
      "en": "Decide whether to lend to you and at what price.",
      "fr": "Décider de vous prêter et à quel prix."
    },
    "whoGains": "firm",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-InsurancePricing",
    "standard": "https://w3id.org/dpv/sector/finance#InsurancePersonalisedPricingManagement",
    "label": {
      "en": "Price my insurance",
      "fr": "Tarifer mon assurance"
    },
    "plain": {
      "en": "Set your insurance price from your own data.",
      "fr": "Fixer votre prix d’assurance d’après vos données."
    },
    "whoGains": "firm",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-IdentityCheck",
    "standard": "https://w3id.org/dpv#IdentityVerification",
    "label": {
      "en": "Check who I am",
      "fr": "Vérifier mon identité"
    },
    "plain": {
      "en": "Confirm your identity.",
      "fr": "Confirmer votre identité."
    },
    "whoGains": "firm",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-AgeCheck",
    "standard": "https://w3id.org/dpv#AgeVerification",
    "label": {
      "en": "Check my age",
      "fr": "Vérifier mon âge"
    },
    "plain": {
      "en": "Confirm you are old enough; nothing else.",
      "fr": "Confirmer que vous avez l’âge requis, rien de plus."
    },
    "whoGains": "firm",
    "defaultStance": "allow-answer-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-FraudPrevention",
    "standard": "https://w3id.org/dpv#FraudPreventionAndDetection",
    "label": {
      "en": "Prevent fraud",
      "fr": "Prévenir la fraude"
    },
    "plain": {
      "en": "Detect misuse of your accounts.",
      "fr": "Détecter un usage frauduleux de vos comptes."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-CustomerCare",
    "standard": "https://w3id.org/dpv#CustomerCare",
    "label": {
      "en": "Help me as a customer",
      "fr": "M’aider en tant que client"
    },
    "plain": {
      "en": "Answer your question or fix your problem.",
      "fr": "Répondre à votre question ou régler votre problème."
    },
    "whoGains": "you",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-ImproveProduct",
    "standard": "https://w3id.org/dpv#ImproveExistingProductsAndServices",
    "label": {
      "en": "Improve their products",
      "fr": "Améliorer leurs produits"
    },
    "plain": {
      "en": "Learn from many customers to improve what they sell.",
      "fr": "Apprendre de nombreux clients pour améliorer ce qu’ils vendent."
    },
    "whoGains": "firm",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-UsageAnalytics",
    "standard": "https://w3id.org/dpv#ServiceUsageAnalytics",
    "label": {
      "en": "Measure how the service is used",
      "fr": "Mesurer l'usage du service"
    },
    "plain": {
      "en": "Count how people use the service.",
      "fr": "Compter comment le service est utilisé."
    },
    "whoGains": "firm",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-MarketResearch",
    "standard": "https://w3id.org/dpv#CommercialResearch",
    "label": {
      "en": "Market research",
      "fr": "Étude de marché"
    },
    "plain": {
      "en": "Study habits of groups of people, for business.",
      "fr": "Étudier les habitudes de groupes, à des fins commerciales."
    },
    "whoGains": "firm",
    "defaultStance": "aggregate-only+pay"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-DirectMarketing",
    "standard": "https://w3id.org/dpv#DirectMarketing",
    "label": {
      "en": "Send me marketing",
      "fr": "M’envoyer de la publicité"
    },
    "plain": {
      "en": "Contact you to sell you things.",
      "fr": "Vous contacter pour vous vendre quelque chose."
    },
    "whoGains": "firm",
    "defaultStance": "deny"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-TargetedAds",
    "standard": "https://w3id.org/dpv#TargetedAdvertising",
    "label": {
      "en": "Show me targeted ads",
      "fr": "M’afficher des pubs ciblées"
    },
    "plain": {
      "en": "Choose adverts for you from your data.",
      "fr": "Choisir des publicités d’après vos données."
    },
    "whoGains": "firm",
    "defaultStance": "deny"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Profiling",
    "standard": "https://w3id.org/dpv#PersonalisedAdvertising",
    "label": {
      "en": "Build an advertising profile of me",
      "fr": "Construire mon profil publicitaire"
    },
    "plain": {
      "en": "Combine your data to guess your tastes.",
      "fr": "Combiner vos données pour deviner vos goûts."
    },
    "whoGains": "firm",
    "defaultStance": "deny"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-SellOn",
    "standard": "https://w3id.org/dpv#SellDataToThirdParties",
    "label": {
      "en": "Sell my data to others",
      "fr": "Revendre mes données"
    },
    "plain": {
      "en": "Pass your data to other firms for money.",
      "fr": "Transmettre vos données à d’autres contre de l’argent."
    },
    "whoGains": "firm",
    "defaultStance": "deny"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-SellInsights",
    "standard": "https://w3id.org/dpv#SellInsightsFromData",
    "label": {
      "en": "Sell statistics made from my data",
      "fr": "Vendre des statistiques issues de mes données"
    },
    "plain": {
      "en": "Sell results that do not name you.",
      "fr": "Vendre des résultats qui ne vous nomment pas."
    },
    "whoGains": "firm",
    "defaultStance": "aggregate-only+pay"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Recruitment",
    "standard": "https://w3id.org/dpv#PersonnelHiring",
    "label": {
      "en": "Consider me for a job",
      "fr": "Examiner ma candidature"
    },
    "plain": {
      "en": "Assess your application.",
      "fr": "Évaluer votre candidature."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-AcademicResearch",
    "standard": "https://w3id.org/dpv#AcademicResearch",
    "label": {
      "en": "University research",
      "fr": "Recherche universitaire"
    },
    "plain": {
      "en": "Study by a university, results published.",
      "fr": "Étude universitaire, résultats publiés."
    },
    "whoGains": "public",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-HealthResearch",
    "standard": "https://w3id.org/dpv/sector/health#HealthcareScientificResearch",
    "label": {
      "en": "Health research",
      "fr": "Recherche en santé"
    },
    "plain": {
      "en": "Find better ways to prevent or treat illness.",
      "fr": "Mieux prévenir ou soigner."
    },
    "whoGains": "public",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-DataAltruism",
    "standard": "https://w3id.org/dpv#DataAltruism",
    "label": {
      "en": "Donate for the public good",
      "fr": "Donner pour l'intérêt général"
    },
    "plain": {
      "en": "Freely given for a cause, no payment.",
      "fr": "Donné gratuitement pour une cause."
    },
    "whoGains": "public",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Climate",
    "standard": "https://w3id.org/dpv#CombatClimateChange",
    "label": {
      "en": "Fight climate change",
      "fr": "Lutter contre le changement climatique"
    },
    "plain": {
      "en": "Cut energy use and emissions.",
      "fr": "Réduire consommation et émissions."
    },
    "whoGains": "public",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Mobility",
    "standard": "https://w3id.org/dpv#ImproveTransportMobility",
    "label": {
      "en": "Improve transport",
      "fr": "Améliorer les transports"
    },
    "plain": {
      "en": "Plan better public transport and roads.",
      "fr": "Mieux planifier transports et routes."
    },
    "whoGains": "public",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-OfficialStatistics",
    "standard": "https://w3id.org/dpv#ProvideOfficialStatistics",
    "label": {
      "en": "Official statistics",
      "fr": "Statistiques publiques"
    },
    "plain": {
      "en": "Count for public statistics.",
      "fr": "Compter pour la statistique publique."
    },
    "whoGains": "public",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-PublicPolicy",
    "standard": "https://w3id.org/dpv#PublicPolicyMaking",
    "label": {
      "en": "Public decisions",
      "fr": "Décisions publiques"
    },
    "plain": {
      "en": "Inform a council or ministry.",
      "fr": "Éclairer une collectivité ou un ministère."
    },
    "whoGains": "public",
    "defaultStance": "aggregate-only"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Contract",
    "standard": "https://w3id.org/dpv#FulfilmentOfContractualObligation",
    "label": {
      "en": "Carry out our contract",
      "fr": "Exécuter notre contrat"
    },
    "plain": {
      "en": "Needed for a contract you signed.",
      "fr": "Nécessaire à un contrat signé."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Legal",
    "standard": "https://w3id.org/dpv#LegalCompliance",
    "label": {
      "en": "Obey the law",
      "fr": "Respecter la loi"
    },
    "plain": {
      "en": "A law requires it.",
      "fr": "Une loi l’impose."
    },
    "whoGains": "public",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Payment",
    "standard": "https://w3id.org/dpv#PaymentManagement",
    "label": {
      "en": "Take or make a payment",
      "fr": "Encaisser ou payer"
    },
    "plain": {
      "en": "Handle a payment with you.",
      "fr": "Gérer un paiement avec vous."
    },
    "whoGains": "both",
    "defaultStance": "ask"
  },
  {
    "iri": "https://w3id.org/freehold#purpose-Politics",
    "standard": "https://w3id.org/dpv#PoliticalCampaign",
    "label": {
      "en": "Political campaigning",
      "fr": "Campagne politique"
    },
    "plain": {
      "en": "Persuade you in an election.",
      "fr": "Vous convaincre lors d’une élection."
    },
    "whoGains": "firm",
    "defaultStance": "deny"
  }
]

export const uses: readonly Use[] = [
  {
    "iri": "https://w3id.org/freehold#use-See",
    "standard": "https://w3id.org/dpv#Access",
    "action": "http://www.w3.org/ns/odrl/2/read",
    "label": {
      "en": "Look at it",
      "fr": "Consulter"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Query",
    "standard": "https://w3id.org/dpv#Query",
    "action": "http://www.w3.org/ns/odrl/2/read",
    "label": {
      "en": "Ask questions of it",
      "fr": "Interroger"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-KeepCopy",
    "standard": "https://w3id.org/dpv#Store",
    "action": "http://www.w3.org/ns/odrl/2/archive",
    "label": {
      "en": "Keep a copy",
      "fr": "Conserver une copie"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Combine",
    "standard": "https://w3id.org/dpv#Combine",
    "action": "http://www.w3.org/ns/odrl/2/derive",
    "label": {
      "en": "Mix it with other data",
      "fr": "Croiser avec d’autres données"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Infer",
    "standard": "https://w3id.org/dpv#Infer",
    "action": "http://www.w3.org/ns/odrl/2/derive",
    "label": {
      "en": "Guess new things about you",
      "fr": "Déduire des choses sur vous"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Profile",
    "standard": "https://w3id.org/dpv#Profiling",
    "action": "http://www.w3.org/ns/odrl/2/derive",
    "label": {
      "en": "Build a profile of you",
      "fr": "Dresser votre profil"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Aggregate",
    "standard": "https://w3id.org/dpv#Aggregate",
    "action": "http://www.w3.org/ns/odrl/2/aggregate",
    "label": {
      "en": "Use only in totals",
      "fr": "Utiliser seulement en totaux"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Anonymise",
    "standard": "https://w3id.org/dpv#Anonymise",
    "action": "http://www.w3.org/ns/odrl/2/anonymize",
    "label": {
      "en": "Remove what identifies you",
      "fr": "Rendre anonyme"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-ShareOn",
    "standard": "https://w3id.org/dpv#Share",
    "action": "http://www.w3.org/ns/odrl/2/distribute",
    "label": {
      "en": "Pass it on",
      "fr": "Transmettre à des tiers"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Sell",
    "standard": "https://w3id.org/dpv#Disclose",
    "action": "http://www.w3.org/ns/odrl/2/sell",
    "label": {
      "en": "Sell it",
      "fr": "Vendre"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-TransferAbroad",
    "standard": "https://w3id.org/dpv#CrossBorderTransfer",
    "action": "http://www.w3.org/ns/odrl/2/transfer",
    "label": {
      "en": "Send it abroad",
      "fr": "Envoyer à l’étranger"
    }
  },
  {
    "iri": "https://w3id.org/freehold#use-Erase",
    "standard": "https://w3id.org/dpv#Erase",
    "action": "http://www.w3.org/ns/odrl/2/delete",
    "label": {
      "en": "Delete it",
      "fr": "Effacer"
    }
  }
]

export const sensitivities: readonly Sensitivity[] = [
  {
    "iri": "https://w3id.org/freehold#Sens1Everyday",
    "label": {
      "en": "Everyday",
      "fr": "Courante"
    },
    "level": 1
  },
  {
    "iri": "https://w3id.org/freehold#Sens2Personal",
    "label": {
      "en": "Personal",
      "fr": "Personnelle"
    },
    "level": 2
  },
  {
    "iri": "https://w3id.org/freehold#Sens3Sensitive",
    "label": {
      "en": "Sensitive",
      "fr": "Sensible"
    },
    "level": 3
  },
  {
    "iri": "https://w3id.org/freehold#Sens4Special",
    "label": {
      "en": "Specially protected",
      "fr": "Protection renforcée"
    },
    "level": 4
  }
]
