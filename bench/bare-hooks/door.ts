// Passes every request on over the service binding.
export default {
  fetch: (request, env) => env.STORE.fetch(request),
} satisfies ExportedHandler<{ readonly STORE: Fetcher }>
