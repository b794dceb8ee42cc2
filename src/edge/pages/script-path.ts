// Where the page's script is: the address changes with its text, so browsers may keep it for good.
import { PAGE_SCRIPT } from '../scripts.ts'

export const PAGE_SCRIPT_PATH = `/s/${PAGE_SCRIPT.hash}/page.js`
