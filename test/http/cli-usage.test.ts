// The command line before it does anything: help, and what it says to what it does not understand.
import { describe, expect, it } from 'vitest'
import { commands } from '../../client/cli/commands.ts'
import { cli } from '../support/cli.ts'

describe('help', () => {
  it('lists every command', async () => {
    const { code, stdout } = await cli(['--help'])

    expect(code).toBe(0)
    for (const { name } of commands) expect(stdout).toContain(`  ${name}`)
  })

  it.each(commands.map(({ name }) => name))('of %s names its options', async (name) => {
    const { code, stdout, stderr } = await cli([...name.split(' '), '--help'])

    expect(code).toBe(0)
    expect(stdout).toMatch(`Usage: freehold ${name}`)
    expect(stdout).toContain('--json')
    expect(stderr).toBe('')
  })
})

describe('wrong usage', () => {
  const person = 'http://localhost:1/alice/profile/card#me'
  const request = ['request', person, '--as', 'firm']

  it.each([
    [[], 'A command is missing'],
    [['frobnicate'], "There is no command 'frobnicate'"],
    [['requests', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['serve', '--port', 'http'], '--port is a number'],
    [['serve', '--port', '70000'], '--port is a number'],
    [['serve', '--store', 'postgres'], '--store is one of: lmdb, memory'],
    [['serve', 'here'], "Unexpected argument 'here'"],
    [['account', 'create'], 'NAME is missing'],
    [['account', 'create', '../alice'], 'NAME has 1 to 63 characters'],
    [['account', 'create', 'alice', '--save', '../x'], 'is no profile name'],
    [['account', 'create', 'alice', '--url', 'localhost:3000'], '--url is an address'],
    [['account', 'create', 'alice', '--format', 'xml'], '--format is one of: text, env, json'],
    [['login', '--save', 'bob'], '--webid is missing'],
    [['import'], 'FILE… is missing'],
    [['import', 'a.ofx', '--format', 'ofx', '--as', 'x'], '--format is one of: green-button'],
    [['grant', '--as', 'alice'], 'ID is missing'],
    [['grant', 'x', '--until', 'soon', '--as', 'alice'], '--until is a date'],
    [['query', 'x.rq', '--format', 'xml', '--as', 'x'], '--format is one of: table, json, csv'],
    [['request', 'alice', '--as', 'firm'], 'PERSON is an address'],
    [request, '--data-type is missing'],
    [[...request, '--data-type', 'energy'], '--purpose is missing'],
    [[...request, '--data-type', 'energy', '--purpose', 'CompareAndSwitch'], '--term is missing'],
    [['requests'], 'Say who you are with --as PROFILE'],
  ])('%j ends with 2 and says why', async (args, reason) => {
    const { code, stdout, stderr } = await cli(args)

    expect(code).toBe(2)
    expect(stderr).toContain(reason)
    expect(stderr).toContain('Usage: freehold')
    expect(stdout).toBe('')
  })

  it('takes an id that begins with a dash for an id', async () => {
    const { code, stderr } = await cli(['grant', '-x7fk2', '--as', 'nobody-of-that-name'])

    expect(code).toBe(2)
    expect(stderr).toContain("There is no profile 'nobody-of-that-name'")
  })

  it('lists the data types when it does not know one', async () => {
    const { code, stderr } = await cli([...request, '--data-type', 'dreams'])

    expect(code).toBe(2)
    expect(stderr).toContain("There is no data type 'dreams'")
    expect(stderr).toMatch(/energy +Energy use at home/)
  })

  it('lists the purposes when it does not know one', async () => {
    const { code, stderr } = await cli([
      ...request,
      '--data-type',
      'energy',
      '--purpose',
      'World domination',
    ])

    expect(code).toBe(2)
    expect(stderr).toMatch(/CompareAndSwitch +Find me a better deal/)
  })

  it('refuses terms that are no durations', async () => {
    const what = ['--data-type', 'energy', '--purpose', 'CompareAndSwitch']
    const { code, stderr } = await cli([...request, ...what, '--term', '30 days'])

    expect(code).toBe(2)
    expect(stderr).toContain('P30D')
  })

  it('tells programs in JSON', async () => {
    const { code, stdout } = await cli(['serve', '--port', 'http', '--json'])

    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { title: 'Wrong usage' } })
  })
})
