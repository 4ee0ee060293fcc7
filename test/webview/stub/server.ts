/** Serves the built view on loopback as a webview would have it: the same page, the same policy, assets from elsewhere. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { WAITING_PAGE } from '../../../webview/protocol';
import { type ThemeName, THEMES } from './themes';

const BUILT = join(__dirname, '..', '..', '..', 'dist', 'webview');
const NONCE = 'dGhlLXZpZXc';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface ViewServer {
  /** Address of the view's page with this replay (`lend`, `able`, `hostile`, `none`, `long-N`, `bare-N`, `sourceless`, `slow-source`) and theme. */
  page(replay: string, theme?: ThemeName, step?: number): string;
  close(): Promise<void>;
}

/** Two servers, because a webview's assets have another origin than its page. */
export async function serveView(): Promise<ViewServer> {
  const stub = buildSync({
    entryPoints: [join(__dirname, 'host.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  }).outputFiles[0]?.text;
  if (stub === undefined) throw new Error('The stub host could not be bundled.');
  const assets = await listen((path, response) => {
    try {
      const text = readFileSync(join(BUILT, path.replaceAll('..', '')));
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'access-control-allow-origin': '*',
        'cache-control': 'max-age=600',
      });
      response.end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  const pages = await listen((path, response) => {
    if (path === '/stub.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(stub);
      return;
    }
    const theme = (path.slice(1) || 'dark') as ThemeName;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(assets.url),
    });
    response.end(page(assets.url, theme));
  });
  return {
    page: (replay, theme = 'dark', step = 1) => `${pages.url}/${theme}?replay=${replay}&step=${step}`,
    async close() {
      await Promise.all([stop(pages.server), stop(assets.server)]);
    },
  };
}

function policy(assets: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}'`,
    `style-src ${assets} 'unsafe-inline'`,
    `font-src ${assets}`,
    `img-src ${assets} data:`,
    'worker-src blob:',
    `connect-src ${assets}`,
  ].join('; ');
}

function page(assets: string, theme: ThemeName): string {
  const { bodyClass, variables } = THEMES[theme];
  const style = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value}`);
  return `<!doctype html>
<html lang="en" style="${style.join('; ').replaceAll('"', '&quot;')}">
<head><meta charset="utf-8"><title>Replay</title><link rel="stylesheet" href="${assets}/replay.css"></head>
<body class="${bodyClass}">
<div id="replay" data-worker-url="${assets}/editor.worker.js">${WAITING_PAGE}</div>
<script nonce="${NONCE}" src="/stub.js"></script>
<script nonce="${NONCE}" src="${assets}/replay.js"></script>
</body></html>`;
}

async function listen(
  handle: (path: string, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    handle(new URL(request.url ?? '/', 'http://localhost').pathname, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
