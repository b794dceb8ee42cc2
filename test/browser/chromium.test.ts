// That the one place which listens to every page hears what it must.
import { expect, it } from 'vitest'
import { describeInChromium, expectComplaint, useChromium } from './chromium.ts'

const PAGE = 'https://page.example'
const POLICY = "default-src 'none'; style-src 'none'"

describeInChromium('whoever listens to a page hears', () => {
  const { open } = useChromium(() => [PAGE])

  async function visit(body: string, javaScriptEnabled: boolean, policy = '') {
    const visited = await open({ javaScriptEnabled })
    const headers = { 'content-type': 'text/html', 'content-security-policy': policy }
    await visited.page.route('**', route => route.fulfill({ headers, body }))
    await visited.page.goto(PAGE)
    return visited
  }

  it.each([
    ['a console message', '<script>console.log("a word")</script>', 'a word'],
    ['an error', '<script>throw new Error("a fault")</script>', 'a fault'],
    ['a dialog', '<script>alert("a question")</script>', 'a dialog: a question'],
    [
      'a request to others',
      '<img src="https://other.example/a.png">',
      'a third party: https://other',
    ],
  ])('%s', async (_, body, heard) => {
    const visited = await visit(body, true)
    await expectComplaint(visited, heard)
    expect(visited.complaints).toEqual([])
  })

  it.each([true, false])('a refusal of the policy, with scripts: %s', async scripts => {
    const visited = await visit('<p style="color:red">', scripts, POLICY)
    await expectComplaint(visited, 'Content Security Policy')
  })
})
