import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import type { Protocol } from './protocol-values.ts'
import { ProblemTable } from './ProblemTable.tsx'
import { uploadPath, uploadsQuery } from './queries.ts'
import { cancelUpload, dismissUpload, startUpload, useUpload } from './upload-store.ts'
import type { UploadState } from './upload-store.ts'
import { UploadList } from './UploadList.tsx'

/** Handing the data over: the file goes once, and stays with the protocol for its runs. */
export function UploadPanel({ protocol }: { protocol: Protocol }) {
  const refusal = useRefusal('validations.write')
  const upload = useUpload(protocol.id)
  const waiting = useQuery(uploadsQuery(protocol.id))
  const busy = upload?.phase === 'sending'
  const send = (file: File | null) =>
    file === null
      ? undefined
      : void startUpload(protocol.id, uploadPath(protocol.id, file.name), file)
  return (
    <Panel title={t('upload.title')} about={t('upload.about')}>
      <Stack>
        {upload === null ? null : <Standing protocol={protocol} upload={upload} />}
        {busy ? null : (
          <Group>
            {refusal === null ? (
              <FileButton onChange={send} accept=".csv,.parquet,.ndjson,.jsonl,.gz,.tsv">
                {(props) => (
                  <Button variant={waiting.data?.items.length ? 'default' : 'filled'} {...props}>
                    {t('upload.choose')}
                  </Button>
                )}
              </FileButton>
            ) : (
              <ActionButton refusal={refusal}>{t('upload.choose')}</ActionButton>
            )}
          </Group>
        )}
        <Loaded query={waiting} height={60}>
          {({ items }) => <UploadList uploads={items} />}
        </Loaded>
      </Stack>
    </Panel>
  )
}

function Standing({ protocol, upload }: { protocol: Protocol; upload: UploadState }) {
  const { phase, name, sent, size, problem, uploadId } = upload
  if (phase === 'sending') {
    const percent = size === 0 ? 100 : Math.round((100 * sent) / size)
    return (
      <Stack gap={4}>
        <Progress
          value={percent}
          size="lg"
          animated={percent === 100}
          aria-label={t('upload.progress', { name })}
        />
        <Group justify="space-between">
          <Text size="sm" component="output">
            {percent < 100
              ? t('upload.sent', { sent: formatBytes(sent), size: formatBytes(size), percent })
              : t('upload.reading', { name })}
          </Text>
          <Button size="xs" variant="default" onClick={() => cancelUpload(protocol.id)}>
            {t('upload.cancel')}
          </Button>
        </Group>
      </Stack>
    )
  }
  if (phase === 'done' && uploadId !== null) {
    return (
      <Group component="output">
        <Text>{t('upload.done', { name })}</Text>
        <GoButton to={paths.validationUpload(protocol.aiSystemId, uploadId)} size="xs">
          {t('upload.map')}
        </GoButton>
      </Group>
    )
  }
  if (problem === null) return null
  const problems = problem.errors.map(({ path, row, message, remedy }) => ({
    column: path.startsWith('file.') ? path.slice('file.'.length) : null,
    row: row ?? null,
    message,
    remedy: remedy ?? '',
  }))
  return (
    <Stack gap="xs" role="alert">
      <Text fw={600}>{t('upload.refused', { name })}</Text>
      {problems.length === 0 ? (
        <ProblemAlert problem={problem} aiSystemId={protocol.aiSystemId} />
      ) : (
        <ProblemTable problems={problems} />
      )}
      <Group>
        <Button size="xs" variant="default" onClick={() => dismissUpload(protocol.id)}>
          {t('upload.dismiss')}
        </Button>
      </Group>
    </Stack>
  )
}
