// Every command, in the order of the help.
import type { Command } from './command.ts'
import { accountCreate } from './commands/account-create.ts'
import { accountInvite } from './commands/account-invite.ts'
import { accountRecover } from './commands/account-recover.ts'
import { connect } from './commands/connect.ts'
import { demo } from './commands/demo.ts'
import { grant } from './commands/grant.ts'
import { importFiles } from './commands/import.ts'
import { keysRotate } from './commands/keys-rotate.ts'
import { log } from './commands/log.ts'
import { login } from './commands/login.ts'
import { query } from './commands/query.ts'
import { refuse } from './commands/refuse.ts'
import { request } from './commands/request.ts'
import { requests } from './commands/requests.ts'
import { serve } from './commands/serve.ts'
import { watch } from './commands/watch.ts'
import { withdraw } from './commands/withdraw.ts'

export const commands: readonly Command[] = [
  demo,
  serve,
  accountCreate,
  accountInvite,
  accountRecover,
  keysRotate,
  login,
  connect,
  importFiles,
  request,
  requests,
  grant,
  refuse,
  withdraw,
  query,
  log,
  watch,
]
