import { Accordion } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'

type Props = { tier: number; requirements: Record<string, string> }

export function TierRequirements({ tier, requirements }: Props) {
  return (
    <Accordion variant="contained" order={3}>
      <Accordion.Item value="requirements">
        <Accordion.Control>{t('risk.requirements', { tier })}</Accordion.Control>
        <Accordion.Panel>
          <Facts
            facts={Object.entries(requirements).map(([name, text]) => [
              label('risk.requirement', name),
              text,
            ])}
          />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}
