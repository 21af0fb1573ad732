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
    wrong: 'Ce nom et ce mot de passe ne vont pas ensemble.',
    demo: 'Ceci est une démonstration. Noms et mots de passe ont été affichés au démarrage du serveur.',
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
    at: (host) => `à l’adresse ${host}`,
    onThisDevice: (host) => `sur cet appareil (${host})`,
    described: (address) => `L’application est décrite à l’adresse ${address}`,
    ownClaim: 'L’application s’est donné ce nom elle-même. Fiez-vous à l’adresse plutôt qu’au nom.',
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
    badApp: 'L’application a demandé quelque chose d’impossible ici.',
    other: 'Le serveur n’a pas pu le faire.',
    tooMany: (minutes) => `Trop d’essais. Réessayez dans ${minutes} min.`,
  },
}
