// sync as it is deployed, with the keys of the one sender that has its own.
import './keys.ts'

export { Account, default, Tries } from '../../src/sync/worker.ts'
