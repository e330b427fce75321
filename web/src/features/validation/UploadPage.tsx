import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes, formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { keptUpload } from './kept-uploads.ts'
import { MappingForm } from './MappingForm.tsx'
import { protocolQuery } from './queries.ts'
import type { Upload } from './role-values.ts'
import { ValidationSteps } from './ValidationSteps.tsx'

/** What each column of the file is used as. */
export function UploadPage() {
  const aiSystemId = useAiSystemId()
  const id = usePathPart('uploadId')
  const [upload] = useState(() => keptUpload(id))
  return (
    <Stack gap="lg">
      {upload === null ? (
        <>
          <Title order={2}>{t('mapping.goneTitle')}</Title>
          <EmptyNote title={t('mapping.gone')} text={t('mapping.goneText')}>
            <GoButton to={paths.validation(aiSystemId)}>{t('validation.all')}</GoButton>
          </EmptyNote>
        </>
      ) : (
        <Mapping upload={upload} />
      )}
    </Stack>
  )
}

function Mapping({ upload }: { upload: Upload }) {
  const query = useQuery(protocolQuery(upload.protocolId))
  return (
    <>
      <div>
        <Go to={paths.validationProtocol(upload.aiSystemId, upload.protocolId)} size="sm">
          {query.data?.title ?? t('run.protocol')}
        </Go>
        <Group gap="sm">
          <Title order={2}>{t('mapping.title', { name: upload.fileName })}</Title>
        </Group>
        <Text c="dimmed">
          {t('mapping.about', {
            size: formatBytes(upload.size),
            columns: upload.columns.length,
            rows: formatCount(upload.describedRows),
          })}
        </Text>
      </div>
      <ValidationSteps now="data" />
      <Loaded query={query} height={320}>
        {(protocol) => <MappingForm upload={upload} protocol={protocol} />}
      </Loaded>
    </>
  )
}
