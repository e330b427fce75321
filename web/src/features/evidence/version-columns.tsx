import { Button, Group, Text } from '@mantine/core'
import { formatBytes, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { periodWords, typeWords } from './evidence-words.ts'
import { contentPath } from './queries.ts'
import type { EvidenceVersion } from './queries.ts'

export function versionColumns(
  id: string,
  onPreview: (version: EvidenceVersion) => void,
): Column<EvidenceVersion>[] {
  return [
    {
      id: 'file',
      header: t('evidence.file'),
      cell: (version) => <FileCell id={id} version={version} onPreview={onPreview} />,
    },
    {
      id: 'period',
      header: t('evidence.inForce'),
      cell: (version) => (
        <>
          <Text inherit style={{ whiteSpace: 'nowrap' }}>
            {periodWords(version)}
          </Text>
          {version.governs ? (
            <Tag tone="ok" icon="check">
              {t('evidence.governs')}
            </Tag>
          ) : null}
        </>
      ),
    },
    {
      id: 'uploaded',
      header: t('evidence.uploaded'),
      cell: ({ uploadedAt, uploadedBy, note }) => (
        <>
          {formatTime(uploadedAt)}
          <Text size="sm" c="dimmed">
            {uploadedBy.name}
          </Text>
          {note === null ? null : (
            <Text size="sm" className="prewrap">
              {note}
            </Text>
          )}
        </>
      ),
    },
  ]
}

function FileCell(props: {
  id: string
  version: EvidenceVersion
  onPreview: (version: EvidenceVersion) => void
}) {
  const { number, fileName, mediaType, size, sha256, previewable } = props.version
  return (
    <>
      <Text inherit fw={600} miw={260} style={{ overflowWrap: 'anywhere' }}>
        {number}. {fileName}
      </Text>
      <Text size="sm" c="dimmed">
        {typeWords(mediaType)}, {formatBytes(size)}
      </Text>
      <Text size="xs" c="dimmed" className="mono">
        SHA-256 {sha256}
      </Text>
      <Group gap="xs" mt={6}>
        {previewable ? (
          <Button
            variant="default"
            size="xs"
            onClick={() => props.onPreview(props.version)}
            aria-label={t('evidence.previewOf', { name: fileName })}
          >
            {t('evidence.preview')}
          </Button>
        ) : null}
        <Button
          component="a"
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={14} />}
          href={contentPath(props.id, number)}
          download={fileName}
          aria-label={t('evidence.downloadOf', { name: fileName })}
        >
          {t('evidence.download')}
        </Button>
      </Group>
    </>
  )
}
