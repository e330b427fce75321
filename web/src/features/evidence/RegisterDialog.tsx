import { Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Schemas } from '@primum/client'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Go } from '../../ui/Go.tsx'
import { DescribedFields } from './DescribedFields.tsx'
import { toDescribed } from './described-values.ts'
import type { DescribedValues } from './described-values.ts'
import { registerEvidence } from './queries.ts'
import type { Evidence } from './queries.ts'
import { SendProgress } from './SendProgress.tsx'
import { useSendVersion } from './use-send-version.ts'
import { VersionFields } from './VersionFields.tsx'
import { emptyVersion, requiredFile } from './version-values.ts'

type Props = {
  onClose: () => void
  /** What follows once the piece is registered and its file, if any, is kept. */
  onFiled: (evidence: Evidence) => Promise<void> | void
  /** Where evidence without a file is of no use. */
  fileNeeded?: boolean
  title?: string
  /** What it speaks for from the beginning. */
  links?: Schemas['RegisterEvidenceRequest']['links']
  /** What else is asked before it is registered. */
  children?: ReactNode
}

/** The record first, then its file: when the file is refused, the record stands and waits for it. */
export function RegisterDialog(props: Props) {
  const { onClose, onFiled, fileNeeded = false, title = '', links = [] } = props
  const [registered, setRegistered] = useState<Evidence | null>(null)
  const sender = useSendVersion()
  const described: DescribedValues = {
    ...{ title, kind: 'record', description: '', ownerId: null, reviewMonths: '' },
  }
  const form = useForm({ ...described, ...emptyVersion }, async (values) => {
    if (fileNeeded) requiredFile(values)
    const { file, effectiveFrom, effectiveUntil, note, ...said } = values
    let evidence = registered ?? (await registerEvidence({ ...toDescribed(said), links }))
    setRegistered(evidence)
    if (file !== null && evidence.versionCount === 0) {
      evidence = await sender.send(evidence, file, { file, effectiveFrom, effectiveUntil, note })
      setRegistered(evidence)
    }
    await onFiled(evidence)
  })
  const close = () => {
    sender.cancel()
    onClose()
  }
  return (
    <FormDialog
      opened
      onClose={close}
      title={t('evidence.register')}
      submit={t(registered === null ? 'evidence.register' : 'evidence.handOver')}
      form={form}
    >
      {registered === null ? (
        <>
          <DescribedFields form={form} />
          {props.children}
        </>
      ) : (
        <Text>
          {t('evidence.registeredNoFile')}{' '}
          <Go to={paths.evidenceItem(registered.id)}>{registered.title}</Go>
        </Text>
      )}
      <VersionFields
        form={form}
        fileAbout={t(fileNeeded ? 'evidence.fileAbout' : 'evidence.fileLater')}
      />
      <SendProgress sending={sender.sending} />
    </FormDialog>
  )
}
