type Operation = {
  tags?: string[]
  summary?: string
  description?: string
  operationId?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string }[]
  requestBody?: unknown
  responses?: Record<string, unknown>
}
type Document = {
  info: { title: string; version: string; description?: string }
  paths?: Record<string, Record<string, Operation> | undefined>
  components?: { schemas?: Record<string, unknown> }
}

/** The API reference as one accessible HTML page, made from the OpenAPI document. */
export function renderReference(openapi: unknown): string {
  const document = openapi as Document
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'other'))]
  const sections = tags.map((tag) => {
    const rows = operations
      .filter(({ operation }) => (operation.tags?.[0] ?? 'other') === tag)
      .map(({ path, method, operation }) => renderOperation(path, method, operation))
    return `<section aria-labelledby="${tag}"><h2 id="${tag}">${escape(tag)}</h2>${rows.join('')}</section>`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${escape(name)}"><summary>${escape(name)}</summary>${code(schema)}</details>`,
  )
  return page(
    document.info.title,
    `<h1>${escape(document.info.title)} <small>${escape(document.info.version)}</small></h1>
<p>${escape(document.info.description ?? '')}</p>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
<nav aria-label="Sections"><ul>${tags.map((tag) => `<li><a href="#${tag}">${escape(tag)}</a></li>`).join('')}</ul></nav>
${sections.join('\n')}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>${schemas.join('')}</section>`,
  )
}

function renderOperation(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<li><code>${escape(parameter.name)}</code> in ${escape(parameter.in)}${parameter.required ? ', required' : ''}${
        parameter.description ? `: ${escape(parameter.description)}` : ''
      }</li>`,
  )
  const body =
    operation.requestBody === undefined ? '' : `<h3>Body</h3>${code(operation.requestBody)}`
  return `<details id="${escape(operation.operationId ?? `${method}-${path}`)}">
<summary><code>${method.toUpperCase()} ${escape(path)}</code> ${escape(operation.summary ?? '')}</summary>
<p>${escape(operation.description ?? '')}</p>
${parameters.length > 0 ? `<h3>Parameters</h3><ul>${parameters.join('')}</ul>` : ''}
${body}<h3>Answers</h3>${code(operation.responses ?? {})}</details>`
}

function code(value: unknown): string {
  return `<pre tabindex="0"><code>${escape(JSON.stringify(value, null, 2))}</code></pre>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escape(title)}</title>
<style>
:root{color-scheme:light dark}
html{background:light-dark(#fff,#12191a);color:light-dark(#1b2426,#e6eeee)}
a{color:light-dark(#0b5d5d,#8fd3d3)}
body{background:inherit;color:inherit;font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1.5rem}
summary{padding:.35rem 0;cursor:pointer}summary code{font-weight:600}h3{margin:.75rem 0 .25rem}
pre{overflow:auto;padding:.75rem;border:1px solid #8888;border-radius:.375rem;max-height:30rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
:focus-visible{outline:3px solid #1c7ed6;outline-offset:2px}
</style></head><body><main>${body}</main></body></html>`
}
