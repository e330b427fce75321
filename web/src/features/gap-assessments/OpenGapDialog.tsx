import { Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { frameworksQuery } from '../frameworks/queries.ts'
import { frameworkChoices } from './framework-choices.ts'
import { openGapAssessment } from './queries.ts'
import type { GapAssessmentSummary } from './queries.ts'

type Props = { assessments: GapAssessmentSummary[]; onClose: () => void }

/** Opens a gap assessment of any framework that asks for something. */
export function OpenGapDialog({ assessments, onClose }: Props) {
  const { history } = useRouter()
  const frameworks = useQuery(frameworksQuery)
  const form = useForm({ framework: null as string | null }, async (values) => {
    const framework = values.framework ?? ''
    const { id, number } = await openGapAssessment(framework)
    notifyDone(t('gapAssessments.openDone', { number, framework }))
    history.push(paths.gapAssessment(id))
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('gapAssessments.openOne')}
      submit={t('gapAssessments.openSubmit')}
      form={form}
    >
      <Text size="sm" c="dimmed">
        {t('gapAssessments.openAbout')}
      </Text>
      <Loaded query={frameworks} height={60}>
        {({ items }) => (
          <Select
            label={t('frameworks.framework')}
            required
            searchable
            data={frameworkChoices(items, assessments)}
            value={form.values.framework}
            error={form.errorOf('framework')}
            onChange={(framework) => form.set('framework', framework)}
          />
        )}
      </Loaded>
    </FormDialog>
  )
}
