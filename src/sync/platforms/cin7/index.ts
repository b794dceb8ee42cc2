// Cin7 Omni, through its API v1. The sections of an adapter, one file each, in this order: settings.ts ·
// wire.ts · tables.ts · read.ts · calls: call.ts (how), check.ts, orders.ts, pictures.ts, plan.ts and
// write-back.ts (what for). Omni documents no webhooks, so it is only polled; and no way to count.
import type { Platform } from '../platform.ts'
import { check } from './check.ts'
import { order, orders } from './orders.ts'
import { pictures } from './pictures.ts'
import { read } from './read.ts'
import { type Cin7Settings, HOST, LIMITS, SECRETS, Settings } from './settings.ts'
import { writeBack, writeBackMany } from './write-back.ts'

export const cin7: Platform<Cin7Settings> = {
  name: 'Cin7 Omni',
  settings: Settings,
  secrets: SECRETS,
  hosts: () => [HOST],
  account: settings => settings.username,
  limits: LIMITS,
  pictures,
  check,
  orders,
  order,
  read,
  writeBack,
  writeBackMany,
}
