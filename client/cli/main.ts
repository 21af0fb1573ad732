#!/usr/bin/env node
// The `freehold` command: for people, firms and operators.
import { runCli } from './run.ts'
import { processTerminal } from './output.ts'

process.exitCode = await runCli(process.argv.slice(2), processTerminal())
