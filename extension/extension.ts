import type { ExtensionContext } from 'vscode';
import type { KapiReplay } from './workbench/api';
import { buildRooms } from './workbench/build';

/** Builds the rooms and hands them to VS Code. Nothing is read, parsed or run before somebody asks for it. */
export function activate(context: ExtensionContext): KapiReplay {
  return buildRooms(context);
}
