// A real OpenID Connect provider for tests: people sign in by their name alone, programs with a
// client's secret. What comes before the dash of a client's name is what it is, what comes after it
// is its role. Prints where it listens.
import { createServer } from 'node:http';
import { parse } from 'node:querystring';
import Provider from 'oidc-provider';

const PEOPLE = { vera: ['Fettle.Viewer'], otto: ['Fettle.Operator', 'Somewhere.Else'], nora: ['Somewhere.Else'] };
const PROGRAMS = { 'robot-nobody': [], 'robot-viewer': ['Fettle.Viewer'], 'robot-operator': ['Fettle.Operator'], 'robot-admin': ['Fettle.Admin'], 'robot-brief': ['Fettle.Viewer'], 'robot-foreign': ['Fettle.Admin'] };
const SECRET = process.env.CLIENT_SECRET;
const BRIEF = 3;
const LONG = 3600;

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'fettle', client_secret: SECRET, redirect_uris: ['https://fettle.example/sign-in'] },
      ...Object.keys(PROGRAMS).map((name) => ({ client_id: name, client_secret: SECRET, redirect_uris: [], response_types: [], grant_types: ['client_credentials'] })),
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'roles'] },
    conformIdTokenClaims: false,
    cookies: { keys: [SECRET] },
    pkce: { required: () => true },
    ttl: { ClientCredentials: (ctx, token) => (token.clientId === 'robot-brief' ? BRIEF : LONG), IdToken: LONG, AccessToken: LONG, Session: LONG, Grant: LONG, Interaction: LONG },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askWhetherToSignOut },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        getResourceServerInfo: (ctx, resource, client) => ({ scope: '', audience: client.clientId === 'robot-foreign' ? 'another' : 'fettle', accessTokenFormat: 'jwt' }),
      },
    },
    extraTokenClaims: (ctx, token) => ({ roles: PROGRAMS[token.clientId] }),
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: `${id}@plant.example`, roles: PEOPLE[id] }) }),
    interactions: { url: (ctx, { uid }) => `/interaction/${uid}` },
    // nobody is asked for a consent
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  // the port of the dashboard under test is not known when this server starts
  const own = (uri) => /^http:\/\/(localhost|127\.0\.0\.1):\d+\/(sign-in|signed-out)$/.test(uri);
  provider.Client.prototype.redirectUriAllowed = own;
  provider.Client.prototype.postLogoutRedirectUriAllowed = own;
  const answer = provider.callback();
  server.on('request', (request, response) => (request.url.startsWith('/interaction/') ? interact(provider, request, response) : answer(request, response)));
  console.log(`listens on ${issuer}`);
});

async function interact(provider, request, response) {
  if (request.method === 'POST') {
    const chunks = await request.toArray();
    const { name } = parse(Buffer.concat(chunks).toString());
    await provider.interactionFinished(request, response, { login: { accountId: name } });
  } else {
    response.setHeader('Content-Type', 'text/html');
    response.end(page('Provider', '<form method="post"><label>Name <input name="name"></label><button>Sign in</button></form>'));
  }
}

function askWhetherToSignOut(ctx, form) {
  ctx.body = page('Provider', `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`);
}

function page(title, body) {
  return `<!DOCTYPE html><html lang="en"><head><title>${title}</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
}
