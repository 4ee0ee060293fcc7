/** Serves the built view on loopback as a webview would have it: the same document, assets from elsewhere. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { viewDocument } from '../../../webview/document';
import { REPLAY } from '../fixture/lend';
import { type ThemeName, THEMES } from './themes';

const BUILT = join(__dirname, '..', '..', '..', 'dist', 'webview');
const NONCE = 'dGhlLXZpZXc=';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface ViewServer {
  /** Address of the view's page with this replay (`lend`, `able`, `hostile`, `lasso`, `none`, `long-N`, `bare-N`, `sourceless`, `slow-source`) and theme. */
  page(replay: string, theme?: ThemeName, step?: number): string;
  /** Of a page whose document holds the replay `lend`, at this step. */
  written(step: number): string;
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
  const pages = await listen((path, response, search) => {
    if (path === '/stub.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(stub);
      return;
    }
    const theme = (path.slice(1) || 'dark') as ThemeName;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page(assets.url, theme, search.get('first')));
  });
  return {
    page: (replay, theme = 'dark', step = 1) => `${pages.url}/${theme}?replay=${replay}&step=${step}`,
    written: (step) => `${pages.url}/dark?replay=lend&first=${step}`,
    async close() {
      await Promise.all([stop(pages.server), stop(assets.server)]);
    },
  };
}

/** What the extension writes, with what VS Code adds to it: the theme, and its side of the messages. */
function page(assets: string, theme: ThemeName, first: string | null): string {
  const { bodyClass, variables } = THEMES[theme];
  const style = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value}`);
  const text = viewDocument({
    nonce: NONCE,
    assets,
    source: assets,
    script: readFileSync(join(BUILT, 'replay.js'), 'utf8'),
    style: readFileSync(join(BUILT, 'replay.css'), 'utf8'),
    first: first === null ? null : { type: 'replay', replay: REPLAY, step: Number(first) },
  });
  return text
    .replace('<html lang="en">', () => `<html lang="en" style="${style.join('; ').replaceAll('"', '&quot;')}">`)
    .replace('<body>', () => `<body class="${bodyClass}"><script nonce="${NONCE}" src="/stub.js"></script>`);
}

async function listen(
  handle: (path: string, response: ServerResponse, search: URLSearchParams) => void,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    handle(pathname, response, searchParams);
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
