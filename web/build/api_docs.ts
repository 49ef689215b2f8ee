import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const contract = new URL('../../api/openapi.json', import.meta.url);
const swagger = dirname(require.resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tandem API</title>
    <link rel="icon" type="image/svg+xml" href="/logo.svg" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// The header guards against foreign pages; Swagger UI asks from our own, so it may add it.
const start = `window.ui = SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-Tandem-Request'] = '1';
    return request;
  },
});
`;

/** The contract, and Swagger UI as plain files under /api/docs, so that it works offline, costs the application nothing and obeys `script-src 'self'`. */
export function apiDocs(): Plugin {
  return {
    name: 'api-docs',
    apply: 'build',
    generateBundle() {
      const file = (name: string, source: string | Uint8Array) => this.emitFile({ type: 'asset', fileName: name, source });
      file('openapi.json', readFileSync(contract));
      file('api/docs/index.html', page);
      file('api/docs/start.js', start);
      for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) file(`api/docs/${name}`, readFileSync(join(swagger, name)));
    },
  };
}
