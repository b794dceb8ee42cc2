export default {
  async fetch() {
    return new Response('not yet', { status: 503 })
  },
} satisfies ExportedHandler
