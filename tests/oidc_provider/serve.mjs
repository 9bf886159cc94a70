// A real OpenID provider, told by its environment: where, with which key, for which clients. Says when it listens.
import Provider from 'oidc-provider';

// HOST: where it listens, this very machine unless told otherwise; in a container, everywhere in it.
const { PORT, KEY, CALLBACK, SIGNED_OUT_TO, ENDED, API, HOST = '127.0.0.1' } = process.env;
const hour = 60 * 60;

// Debian's Node is older than the provider asks for, and lacks this.
URL.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null);

const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  jwks: { keys: [JSON.parse(KEY)] },
  clients: [
    {
      client_id: 'fengqiao',
      client_secret: 'a secret & more',
      redirect_uris: [CALLBACK],
      post_logout_redirect_uris: [SIGNED_OUT_TO],
      backchannel_logout_uri: ENDED,
      backchannel_logout_session_required: true,
    },
    {
      client_id: 'court-system',
      client_secret: 'court',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, employee: `E-${id}` }) }),
  claims: { openid: ['sub', 'employee'] },
  conformIdTokenClaims: false,
  // Of its own it connects to no address of this very machine, where the tests are.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  ttl: { AccessToken: hour, ClientCredentials: hour, IdToken: hour, Session: hour, Grant: hour, Interaction: hour },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: '', audience: API, accessTokenFormat: 'jwt' }),
    },
  },
});

provider.on('server_error', (_, error) => console.error(error));
provider.on('backchannel.error', (_, error) => console.error(error));
provider.listen(Number(PORT), HOST, () => console.log('listening'));
