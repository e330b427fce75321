import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mediaTypes } from '@primum/core/evidence/media-types'
import { t } from '../../lib/messages/messages.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import classes from './evidence.module.css'
import { contentPath, previewPath, previewTextQuery } from './queries.ts'
import type { EvidenceVersion } from './queries.ts'

type Props = { id: string; version: EvidenceVersion; onClose: () => void }

/** A file to look at without keeping it. The server sandboxes what it sends for this. */
export function PreviewDialog({ id, version, onClose }: Props) {
  const { number, fileName, mediaType } = version
  const kind = mediaTypes[mediaType]?.preview
  return (
    <Modal opened onClose={onClose} title={fileName} size="xl">
      <Stack>
        {kind === 'picture' ? <Picture src={previewPath(id, number)} name={fileName} /> : null}
        {kind === 'pdf' ? <Pdf src={previewPath(id, number)} name={fileName} /> : null}
        {kind === 'text' ? <PlainText id={id} number={number} name={fileName} /> : null}
        <Anchor href={contentPath(id, number)} download={fileName}>
          {t('evidence.download')}
        </Anchor>
      </Stack>
    </Modal>
  )
}

function Picture({ src, name }: { src: string; name: string }) {
  const [failed, setFailed] = useState(false)
  if (failed) return <Text role="alert">{t('evidence.previewFailed')}</Text>
  return (
    <img
      className={classes['picture']}
      src={src}
      alt={t('evidence.pictureOf', { name })}
      onError={() => setFailed(true)}
    />
  )
}

/** A sandbox of the frame too would switch the browser's viewer off. */
function Pdf({ src, name }: { src: string; name: string }) {
  return (
    <>
      <iframe className={classes['pdf']} src={src} title={name} />
      <Text size="sm" c="dimmed">
        {t('evidence.pdfAbout')}
      </Text>
    </>
  )
}

function PlainText({ id, number, name }: { id: string; number: number; name: string }) {
  const query = useQuery(previewTextQuery(id, number))
  return (
    <Loaded query={query} height={320}>
      {(text) => (
        // What scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes['text']} aria-label={name} tabIndex={0}>
          <pre>{text}</pre>
        </section>
      )}
    </Loaded>
  )
}
