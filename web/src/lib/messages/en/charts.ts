/** Words of the charts that evaluations and monitoring share. */
export const charts = {
  'chart.threshold': 'Threshold',
  'chart.atThreshold': 'at {threshold}',
  'chart.n': 'n',
  'chart.noSentence': 'It cannot be drawn: {reason}.',
  'chart.hidden': 'the numbers are too small to show',
  'chart.interval': '{value} ({level} interval {lower} to {upper})',
  'chart.roc': 'ROC curve',
  'chart.roc.x': 'Flagged among people without the outcome (1 − specificity)',
  'chart.roc.y': 'Sensitivity',
  'chart.roc.falsePositiveRate': 'False positive rate',
  'chart.roc.sentence':
    'Of two people, one with the outcome and one without, the one with it has the higher score in {hundred} of 100 such pairs (AUROC {auroc}, n = {n}).',
  'chart.roc.at':
    ' At the threshold {threshold}, {found} of 100 people with the outcome are flagged, and {wrong} of 100 without it.',
  'chart.roc.note': 'The dashed diagonal is a coin toss. The mark is the operating threshold.',
  'chart.pr': 'Precision–recall curve',
  'chart.pr.x': 'Sensitivity (recall)',
  'chart.pr.y': 'Positive predictive value (precision)',
  'chart.pr.sentence':
    'Averaged over all sensitivities, {hundred} of 100 flagged people have the outcome (average precision {area}, n = {n}); flagging at random would find {prevalence} of 100.',
  'chart.pr.note':
    'The dashed line is the share of people with the outcome: what flagging at random gives. The mark is the operating threshold.',
  'chart.decision': 'Decision curve',
  'chart.decision.x': 'Risk at which one would act',
  'chart.decision.y': 'Net benefit per 100 people',
  'chart.decision.model': 'Acting on the score',
  'chart.decision.all': 'Acting on everyone',
  'chart.decision.none': 'Acting on nobody',
  'chart.decision.netBenefit': 'Net benefit',
  'chart.decision.gain': 'Gain over the better of the two',
  'chart.decision.sentence':
    'For people who would act at a risk between {from} and {to}, acting on the score does more good than acting on everyone or on nobody (n = {n}).',
  'chart.decision.sentenceGap':
    'At {count} of the {total} risks drawn, from {from} to {to}, acting on the score does more good than acting on everyone or on nobody (n = {n}).',
  'chart.decision.sentenceNone':
    'At no risk drawn is it sure that acting on the score does more good than acting on everyone or on nobody (n = {n}).',
  'chart.decision.at':
    ' At {threshold} the gain is {gain} true positives per 100 people, false alarms deducted ({lower} to {upper}).',
  'chart.decision.note':
    'The band is the 95 % interval, point by point. Net benefit counts true positives and deducts false alarms by the weight that the chosen risk implies.',
  'chart.decision.rounded':
    ' Values are rounded, so that they cannot point to a few people; steps are due to that.',
  'chart.reliability': 'Reliability diagram',
  'chart.reliability.x': 'Predicted risk',
  'chart.reliability.y': 'Share with the outcome',
  'chart.reliability.lowest': 'Lowest score',
  'chart.reliability.highest': 'Highest score',
  'chart.reliability.predicted': 'Mean predicted risk',
  'chart.reliability.observed': 'Observed share',
  'chart.reliability.range': 'Scores',
  'chart.reliability.sentence':
    'Where a risk of {predicted} was predicted, {observed} had the outcome ({lower} to {upper}, n = {n}). Of {bins} groups of similar scores, {count} show a gap that chance does not explain; this one is the largest.',
  'chart.reliability.sentenceGood':
    'In all {bins} groups of similar scores the predicted risk agrees with what happened, within chance (n = {n}).',
  'chart.reliability.note':
    'On the dashed diagonal, predicted and observed are the same. Above it the risk is underestimated, below it overestimated. Bars are 95 % intervals; larger marks stand for more people.',
  'chart.scores': 'Scores',
  'chart.scores.x': 'Score',
  'chart.scores.y': 'Share of each group',
  'chart.scores.with': 'With the outcome',
  'chart.scores.without': 'Without the outcome',
  'chart.scores.from': 'From',
  'chart.scores.to': 'To',
  'chart.scores.sentence':
    'The middle score of people with the outcome lies at about {with} ({nWith} people), of those without it at about {without} ({nWithout} people).',
  'chart.scores.note':
    'Above the line people with the outcome, below it those without; each group adds up to 100 %. The dashed line is the operating threshold.',
} as const
