// Where a shopper follows an order: on the merchant's own host where there is one.

/** `https://track.example.com/t/<token>`; `publicUrl` is the deployment's own address, without a slash. */
export const trackingLink = (
  token: string,
  { page }: { readonly page: { readonly hosts: readonly string[] } },
  publicUrl: string,
): string => `${page.hosts[0] ? `https://${page.hosts[0]}` : publicUrl}/t/${token}`
