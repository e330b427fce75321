import { Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { versionsQuery } from '../versions/queries.ts'
import { ColumnTable } from './ColumnTable.tsx'
import type { Protocol } from './protocol-values.ts'
import { startRun, uploadsQuery } from './queries.ts'
import { assignRole, rolesOf, suggestedChoice } from './role-values.ts'
import type { RoleChoice, Upload } from './role-values.ts'
import { readKept, useKeptDraft } from './use-kept-draft.ts'

type Values = { choice: RoleChoice; versionId: string | null; baselineUploadId: string | null }

/** The suggested parts of the columns, to be confirmed or changed, and the run to start. */
export function MappingForm({ upload, protocol }: { upload: Upload; protocol: Protocol }) {
  const { history } = useRouter()
  const versions = useQuery(versionsQuery(upload.aiSystemId))
  const uploads = useQuery(uploadsQuery(protocol.id))
  const start: Values = {
    choice: suggestedChoice(upload),
    versionId: null,
    baselineUploadId: null,
  }
  const key = `mapping-${upload.id}`
  const form = useForm(readKept(key, start), async ({ choice, versionId, baselineUploadId }) => {
    const roles = rolesOf(choice, upload.columns)
    if (roles === null) return
    const run = await startRun(protocol.id, {
      uploadId: upload.id,
      roles,
      ...(versionId === null ? {} : { versionId }),
      ...(baselineUploadId === null ? {} : { baselineUploadId }),
    })
    history.push(paths.validationRun(upload.aiSystemId, run.id))
  })
  useKeptDraft(key, form.values, start)
  const { choice, versionId, baselineUploadId } = form.values
  const others = (uploads.data?.items ?? []).filter(({ id }) => id !== upload.id)
  const role = useRefusal('validations.write')
  const refusal = role ?? (rolesOf(choice, upload.columns) === null ? t('mapping.needsTwo') : null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack gap="lg">
        <Panel title={t('mapping.columns')} about={t('mapping.columnsAbout')}>
          <ColumnTable
            upload={upload}
            choice={choice}
            problem={form.problem}
            onAssign={(column, next) => form.set('choice', assignRole(choice, column, next))}
          />
          <MissingGroups protocol={protocol} choice={choice} />
        </Panel>
        <Panel title={t('mapping.against')}>
          <Group align="flex-start">
            <Select
              label={t('mapping.version')}
              placeholder={t('run.candidate')}
              clearable
              w={260}
              data={(versions.data?.items ?? []).map(({ id, label }) => ({ value: id, label }))}
              value={versionId}
              error={form.errorOf('versionId')}
              onChange={(next) => form.set('versionId', next)}
            />
            {others.length === 0 ? null : (
              <Select
                label={t('mapping.baseline')}
                placeholder={t('mapping.baselineOwn')}
                clearable
                w={320}
                data={others.map(({ id, fileName }) => ({ value: id, label: fileName }))}
                value={baselineUploadId}
                error={form.errorOf('baselineUploadId')}
                onChange={(next) => form.set('baselineUploadId', next)}
              />
            )}
          </Group>
        </Panel>
        <ProblemAlert problem={form.problem} aiSystemId={upload.aiSystemId} />
        <Group>
          <ActionButton type="submit" refusal={refusal} loading={form.busy}>
            {t('mapping.start')}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  )
}

/** Subgroups that the protocol promised and no column stands for yet. */
function MissingGroups({ protocol, choice }: { protocol: Protocol; choice: RoleChoice }) {
  const missing = protocol.subgroups.filter((name) => choice[name] !== 'groups')
  if (missing.length === 0) return null
  return <Text c="var(--tone-warning)">{t('mapping.missing', { names: missing.join(', ') })}</Text>
}
