// What runs in the page. Strings, because the tests are not compiled for a browser.

/** Whatever sticks out of the window, or of the element that holds its text. */
export const OVERFLOW = `(() => {
  const wide = document.documentElement
  const out = wide.scrollWidth > wide.clientWidth ? ['the page'] : []
  for (const one of document.querySelectorAll('h1,h2,p,li,a,dd,summary,small')) {
    if (one.closest('.unseen') || !one.checkVisibility()) continue
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline') out.push(one.outerHTML.slice(0, 90))
  }
  return out
})()`

/** What has moved that nobody touched: https://developer.mozilla.org/docs/Web/API/LayoutShift/hadRecentInput (read 2026-11-29) */
export const SHIFT = `new Promise(resolve => {
  const moved = []
  new PerformanceObserver(list => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) moved.push(value.toFixed(3) + ': ' + sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? node?.data).join(', '))
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(moved), 100)
})`

const faults = (rules: readonly string[] | undefined) =>
  `axe.run(${JSON.stringify({ resultTypes: ['violations'], runOnly: rules })}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 120) + failureSummary)))`

/** What axe finds, once it has been put into the page. */
export const FAULTS = faults(undefined)

/** By the rules that see widths and colours, where all of a document was looked at before. */
export const FAULTS_OF_LOOKS = faults([
  'color-contrast',
  'target-size',
  'link-in-text-block',
  'scrollable-region-focusable',
])
