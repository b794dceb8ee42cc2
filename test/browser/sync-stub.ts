// Answers in sync's place with the bytes it was sent.
export default {
  fetch: request => new Response(request.body),
} satisfies ExportedHandler
