// Which passwords are too easy. Pure.

/** Why a password cannot be had. */
export type PasswordFault = 'passwordShort' | 'passwordLong' | 'passwordName' | 'passwordCommon'

/** What is tried first everywhere: words and runs of keys; digits and signs around them do not help. */
const common = new Set(
  `1q2w3e4r 1q2w3e4r5t 1qaz2wsx abcabc abc abcd abcdef abcdefg abcdefgh access admin administrator
  adobe aaaaaaaa asdf asdfasdf asdfghjk asdfghjkl asdfqwer azerty azertyuiop bailey baseball batman
  bienvenue bonjour butterfly buster changeme charlie chelsea chocolat chocolate computer computers
  cookie corvette default demo doudou dragon einstein flower football freedom freehold fuckyou
  george guest hello hockey hunter iloveyou internet jennifer jessica jordan killer letmein
  liverpool login loulou love lovely maggie marseille master merlin michael michelle monkey motdepasse
  mustang mynoob nicolas ninja password passwd passw princess qazwsx qazwsxedc qwer qwerqwer qwert
  qwertyu qwertyui qwertyuiop qwerty ranger root secret secrets shadow soleil solidpod starwars
  summer sunshine superman taylor test testing thomas tigger trustno user welcome whatever winter
  zaq zxcvbn zxcvbnm`.split(/\s+/),
)

/** Why this account should not have this password; undefined when nothing speaks against it. */
export function passwordFault(password: string, name: string): PasswordFault | undefined {
  if (password.length < 8) return 'passwordShort'
  if (password.length > 200) return 'passwordLong'
  const plain = password.toLowerCase()
  const letters = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  if (plain.replaceAll(/[^a-z0-9]+/g, '') === name.replaceAll('-', '') || letters === name) {
    return 'passwordName'
  }
  const isCommon = [plain, letters, spelt(letters)].some((each) => common.has(each)) || isRun(plain)
  return isCommon ? 'passwordCommon' : undefined
}

/** 'p@ssw0rd' → 'password' */
function spelt(text: string): string {
  return text.replaceAll(/[013457$@!]/g, (each) => 'oleastsai'['013457$@!'.indexOf(each)]!)
}

/** '11111111', '12345678', '87654321', 'abcdefgh': each character a fixed step from the last. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (each) => each.codePointAt(0)!)
  const steps = new Set(codes.slice(1).map((code, index) => code - codes[index]!))
  return steps.size === 1 && [-1, 0, 1].some((step) => steps.has(step))
}
