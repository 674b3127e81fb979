using 'main.bicep'
extends 'common.bicepparam'

import { production } from 'profiles.bicep'

param environmentName = 'production'
param profile = production
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')

// A budget belongs to an environment that is paid for: BUDGET_START is the first day of the month of the first deployment, and stays.
param budget = {
  amount: int(readEnvironmentVariable('BUDGET_AMOUNT'))
  start: readEnvironmentVariable('BUDGET_START')
}
