import { createRequire } from 'node:module';
import type { Express } from 'express';

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** Serves what the page at /docs loads. */
export function mountDocsAssets(app: Express): void {
  const require = createRequire(import.meta.url);
  const files = {
    'swagger-ui.css': require.resolve('swagger-ui-dist/swagger-ui.css'),
    'swagger-ui-bundle.js': require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    'favicon-32x32.png': require.resolve('swagger-ui-dist/favicon-32x32.png'),
  };
  for (const [name, path] of Object.entries(files)) {
    app.get(`/docs/assets/${name}`, (_request, response) => {
      // pnpm keeps packages below a folder whose name begins with a dot.
      response.sendFile(path, { dotfiles: 'allow', maxAge: '1h' });
    });
  }
  app.get('/docs/assets/start.js', (_request, response) => {
    response.type('text/javascript').send(start);
  });
}
