// Toutes les phrases des pages du serveur en français: the same keys as the English file.
import type { Words } from './en.ts'

export const fr: Words = {
  language: 'fr',
  locale: 'fr-FR',
  name: 'Nom',
  password: 'Mot de passe',
  cancel: 'Annuler',
  anApp: 'une application',
  login: {
    title: 'Se connecter',
    toContinue: 'pour continuer vers',
    submit: 'Se connecter',
    passkey: 'Utiliser une clé d’accès',
    forgot: 'Je n’arrive pas à me connecter',
    signUp: 'Créer un compte',
    wrong: 'Ce nom et ce mot de passe ne vont pas ensemble.',
    demo: 'Ceci est une démonstration. Noms et mots de passe ont été affichés au démarrage du serveur.',
  },
  wayIn: {
    passkey: 'Avec une clé d’accès',
    aboutPasskeys:
      'Une clé d’accès est gardée par votre appareil, qui demande votre doigt, votre visage ou votre code. Rien à retenir, rien à voler.',
    withPassword: 'Plutôt avec un mot de passe',
    passwordHint: '8 caractères ou plus. Quelques mots à la suite font l’affaire.',
  },
  signUp: {
    title: 'Créer un compte',
    lead: 'Vous recevez un pod : un endroit à vous pour vos données, où vous décidez qui voit quoi.',
    nameHint: (address) =>
      `Des lettres minuscules, des chiffres et des tirets. Il devient l’adresse de votre pod : ${address}`,
    displayName: 'Comment on vous appelle',
    displayNameHint: 'Votre profil le montre. Vous pouvez l’omettre, et le changer plus tard.',
    submit: 'Créer le compte',
    invited:
      'Il faut une invitation pour créer un compte ici. Demandez un lien à qui gère ce serveur.',
  },
  recover: {
    title: 'Retrouver votre compte',
    lead: 'Avec l’un des codes de secours que vous avez gardés. Sans code, adressez-vous à qui gère ce serveur.',
    forAccount: (name) => `Pour le compte ${name}.`,
    code: 'Code de secours',
    codeHint: 'Six groupes de quatre. Chaque code sert une fois.',
    from: 'Comment vous vous connecterez désormais',
    replaces:
      'Votre mot de passe et vos clés d’accès d’avant ne marcheront plus, toutes vos sessions seront fermées, vos programmes seront supprimés, et les applications devront redemander votre accord.',
    submit: 'Choisir ce mot de passe',
  },
  codes: {
    title: 'Gardez ces codes',
    lead: 'Si vous perdez votre clé d’accès ou oubliez votre mot de passe, l’un de ces codes vous laisse entrer.',
    forAccount: (name) => `Codes de secours du compte ${name}. Chacun sert une fois.`,
    keep: 'Imprimez cette page, ou recopiez-les. Ils ne sont montrés que cette fois.',
    kept: 'Je les ai gardés',
  },
  passkeys: {
    unanswered:
      'Aucune clé d’accès n’a été utilisée. Réessayez, ou continuez avec un mot de passe.',
    known: 'Cet appareil a déjà une clé d’accès pour ce compte.',
  },
  consent: {
    title: (app) => `Laisser entrer ${app} ?`,
    app: 'Application',
    you: 'Vous',
    able: 'Elle pourra',
    knowYou: 'savoir qui vous êtes, par votre WebID',
    useAll:
      'lire, ajouter, modifier et supprimer tout ce que vous pouvez, dans vos pods et là où d’autres vous laissent entrer',
    goOn: 'continuer en votre absence, jusqu’à 30 jours sans usage',
    until: 'Vous pouvez l’arrêter à tout moment, sur la page de votre compte.',
    back: 'Retour vers',
    pods: 'Pods',
    onThisDevice: (host) => `un programme sur cet appareil (${host})`,
    ours: 'Fait partie de ce serveur',
    vouched: (host) => `${host} en répond`,
    registered: 'Personne n’en répond',
    ownClaim: 'L’application s’est donné ce nom elle-même. Fiez-vous à l’adresse plutôt qu’au nom.',
    mixedName: 'Le nom mêle des lettres de plusieurs alphabets, comme le font les imitations.',
    foreignHost:
      'L’adresse a des lettres qui peuvent ressembler à d’autres : elle s’affiche telle qu’elle s’écrit, avec « xn-- ».',
    about: 'À propos de l’application',
    privacy: 'Vie privée',
    terms: 'Conditions d’utilisation',
    isNew: 'nouveau',
    more: (day) => `Vous l’avez laissée entrer le ${day}. Elle demande maintenant davantage.`,
    same: (day) => `Vous l’avez laissée entrer le ${day}. Elle ne demande rien de nouveau.`,
    allow: 'Autoriser',
    deny: 'Ne pas autoriser',
    other: 'Utiliser un autre compte',
  },
  logout: {
    title: 'Se déconnecter ?',
    submit: 'Se déconnecter',
    stay: 'Garder ma session ouverte',
    done: 'Déconnexion faite',
    close: 'Vous pouvez fermer cette page.',
  },
  error: {
    title: 'Cela n’a pas fonctionné',
    help: 'Revenez à l’application et réessayez. Si cela se reproduit, ses auteurs pourront vous aider.',
  },
  refusals: {
    signInOver: 'Cette connexion est terminée, ou a été commencée ailleurs',
    otherSite: 'Ce formulaire a été envoyé par un autre site',
    passkeyWrong:
      'Cette clé d’accès n’est pas connue ici, ou la page est restée ouverte trop longtemps. Réessayez.',
    passkeyCopied:
      'Cette clé d’accès compte moins d’usages qu’avant : quelqu’un l’a peut-être copiée. Connectez-vous autrement, et retirez-la.',
    passkeysFull: 'Il y a déjà 20 clés d’accès. Retirez-en une d’abord.',
    lastWayIn:
      'C’est la seule façon d’entrer dans ce compte. Ajoutez d’abord une clé d’accès ou un mot de passe.',
    passwordShort: 'Un mot de passe a au moins 8 caractères.',
    passwordLong: 'Un mot de passe a au plus 200 caractères.',
    passwordName: 'Le mot de passe ne doit pas être le nom du compte.',
    passwordCommon:
      'Ce mot de passe est parmi les premiers que d’autres essaient. Choisissez-en un autre.',
    recoveryWrong: 'Ce nom et ce code ne vont pas ensemble, ou le code a déjà servi.',
    linkOver: 'Ce lien a déjà servi, ou son temps est passé. Demandez-en un autre.',
    signUpClosed: 'Ce serveur n’accepte pas de nouveaux comptes.',
    invitationWrong:
      'Cette invitation a déjà servi, ou son temps est passé. Demandez-en une autre.',
    wayInMissing: 'Choisissez une clé d’accès, ou un mot de passe.',
    nameMissing: 'Choisissez un nom.',
    nameLong: 'Un nom a au plus 63 caractères.',
    nameLetters:
      'Un nom a des lettres minuscules de a à z, des chiffres et des tirets : ni points, ni espaces, ni accents, ni lettres d’autres alphabets, qui peuvent se ressembler.',
    nameStart: 'Un nom commence par une lettre ou un chiffre, et pas par « xn-- ».',
    nameDevice: 'Certains systèmes prennent ce nom pour un appareil. Choisissez-en un autre.',
    nameReserved: 'Ce nom désigne le serveur, ou ceux qui le gèrent. Choisissez-en un autre.',
    nameTaken: 'Ce nom est pris. Choisissez-en un autre.',
    nameAlike: 'Un autre compte a un nom qui ressemble à celui-ci. Choisissez-en un autre.',
    displayNameBad: 'Comment on vous appelle : au plus 100 caractères, sur une ligne.',
    signInFirst: 'Connectez-vous d’abord, sur la page de votre compte.',
    proveAgain:
      'Montrez encore une fois que c’est vous : ouvrez à nouveau la page de votre compte.',
    badApp: 'L’application a demandé quelque chose d’impossible ici.',
    other: 'Le serveur n’a pas pu le faire.',
    tooMany: (minutes) => `Trop d’essais. Réessayez dans ${minutes} min.`,
  },
}
