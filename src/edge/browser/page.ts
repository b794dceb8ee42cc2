// What a browser with scripts adds to the page, which is complete without it: a button to copy a number, news
// by itself, a button to share, and its height for the website it is shown in. Its words and wishes are the
// data attributes of its own element (pages/script.tsx).
import { addCopyButtons } from './copy.ts'
import { tellHeight } from './height.ts'
import { keepLive } from './live.ts'
import { addShareButton } from './share.ts'

export type Wishes = DOMStringMap

const { dataset } = document.currentScript ?? document.createElement('script')
const main = document.querySelector('main')
const panel = document.createElement('div')

if (dataset.frames) tellHeight(dataset.frames.split(' '))
if (main && dataset.copy) {
  panel.className = 'wrap live'
  // First: it remembers the page as it came.
  if (dataset.live) keepLive(main, panel, dataset)
  addCopyButtons(main, dataset)
  addShareButton()
  const ways = document.querySelector('#share')
  if (ways) addCopyButtons(ways, dataset)
  // Last on the page: nothing that is already being read moves for it.
  if (panel.firstChild) document.body.append(panel)
}
