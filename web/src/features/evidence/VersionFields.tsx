import { FileInput, SimpleGrid, TextInput } from '@mantine/core'
import { mediaTypes } from '@primum/core/evidence/media-types'
import { t } from '../../lib/messages/messages.ts'
import { fieldError } from '../../lib/use-form.ts'
import type { Form } from '../../lib/use-form.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { VersionValues } from './version-values.ts'

const accept = Object.values(mediaTypes)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',')

/** The file, and from when until when it counts: not the day on which it is handed over. */
export function VersionFields<Values extends VersionValues>(props: {
  form: Form<Values>
  fileAbout?: string
}) {
  const { values, errorOf, problem } = props.form
  const set = props.form.set as Form<VersionValues>['set']
  return (
    <>
      <FileInput
        label={t('evidence.file')}
        description={props.fileAbout ?? t('evidence.fileAbout')}
        placeholder={t('evidence.chooseFile')}
        accept={accept}
        leftSection={<Icon name="upload" />}
        value={values.file}
        // The server's words stand below the form; here the field is marked.
        error={fieldError(problem, 'body') !== undefined}
        onChange={(file) => set('file', file)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'start' }}>
        <TextInput
          label={t('evidence.effectiveFrom')}
          description={t('evidence.effectiveFromAbout')}
          type="date"
          value={values.effectiveFrom}
          error={errorOf('effectiveFrom')}
          onChange={(event) => set('effectiveFrom', event.currentTarget.value)}
        />
        <TextInput
          label={t('evidence.effectiveUntil')}
          description={t('evidence.effectiveUntilAbout')}
          type="date"
          value={values.effectiveUntil}
          error={errorOf('effectiveUntil')}
          onChange={(event) => set('effectiveUntil', event.currentTarget.value)}
        />
      </SimpleGrid>
      <TextInput
        label={t('evidence.note')}
        description={t('evidence.noteAbout')}
        value={values.note}
        error={errorOf('note')}
        onChange={(event) => set('note', event.currentTarget.value)}
      />
    </>
  )
}
