// The program of a second process with a door: says where it is, and stays until it is ended.
import { openStandingDoor } from './standing-door.ts'

const [folder = '', issuer = ''] = process.argv.slice(2)
const door = await openStandingDoor(folder, issuer)
process.once('SIGTERM', () => void door.close())
console.log(door.url)
