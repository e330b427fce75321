import { client } from '../../client/src/client.ts'
import { left } from 'not-installed-anywhere'
import { transform } from 'rolldown'
import { tool } from '../../tools/tool.ts'

export const all: unknown[] = [client, left, transform, tool]
