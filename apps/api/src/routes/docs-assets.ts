import { createRequire } from 'node:module';
import type { Express } from 'express';

const scripts = {
  'start.js': `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`,
  // Its search would run in a worker from a blob, which our CSP does not allow.
  'start-redoc.js': `Redoc.init('/openapi.json', { disableSearch: true }, document.getElementById('redoc'));\n`,
};

/** Serves the assets of the pages at /docs and /redoc. */
export function mountDocsAssets(app: Express): void {
  const require = createRequire(import.meta.url);
  const files = {
    'swagger-ui.css': require.resolve('swagger-ui-dist/swagger-ui.css'),
    'swagger-ui-bundle.js': require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    'favicon-32x32.png': require.resolve('swagger-ui-dist/favicon-32x32.png'),
    'redoc.standalone.js': require.resolve('redoc/bundles/redoc.standalone.js'),
  };
  for (const [name, path] of Object.entries(files)) {
    app.get(`/docs/assets/${name}`, (_request, response) => {
      // pnpm stores packages in a folder whose name starts with a dot.
      response.sendFile(path, { dotfiles: 'allow', maxAge: '1h' });
    });
  }
  for (const [name, script] of Object.entries(scripts)) {
    app.get(`/docs/assets/${name}`, (_request, response) => {
      response.type('text/javascript').send(script);
    });
  }
}
