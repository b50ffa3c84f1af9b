import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';

const pageOf = (head: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hubtwin API</title>
${head}<link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body>
${body}</body>
</html>
`;

const swagger = pageOf(
  '<link rel="stylesheet" href="/docs/assets/swagger-ui.css">\n',
  `<div id="swagger-ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/start.js"></script>
`,
);

const redoc = pageOf(
  '',
  `<div id="redoc"></div>
<script src="/docs/assets/redoc.standalone.js"></script>
<script src="/docs/assets/start-redoc.js"></script>
`,
);

/** Swagger UI for /openapi.json, without external assets. */
export const getDocs = route(contract.getDocs, async () => ({ body: swagger }));

/** Redoc for /openapi.json, without external assets. */
export const getRedoc = route(contract.getRedoc, async () => ({ body: redoc }));
