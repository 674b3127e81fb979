using none

// What every environment takes from outside: azd fills these from `azd env set NAME VALUE`, az from the shell, a pipeline from its variables.
param runbook = readEnvironmentVariable('RUNBOOK_URL', 'docs/operations.md')
param budget = empty(readEnvironmentVariable('BUDGET_AMOUNT', '')) ? null : {
  amount: int(readEnvironmentVariable('BUDGET_AMOUNT', '0'))
  start: readEnvironmentVariable('BUDGET_START', '')
}
param developers = empty(readEnvironmentVariable('DEVELOPER_PRINCIPAL_ID', '')) ? [] : [
  {
    principalId: readEnvironmentVariable('DEVELOPER_PRINCIPAL_ID', '')
    principalType: readEnvironmentVariable('DEVELOPER_PRINCIPAL_TYPE', 'User')
  }
]
param operatorAddresses = filter(split(readEnvironmentVariable('OPERATOR_ADDRESSES', ''), ','), address => !empty(address))
param standardWebhook = empty(readEnvironmentVariable('STANDARD_WEBHOOK_TENANT', '')) ? null : {
  tenant: readEnvironmentVariable('STANDARD_WEBHOOK_TENANT', '')
  customersAuthenticated: false
}
param stripeWebhook = empty(readEnvironmentVariable('STRIPE_WEBHOOK_TENANT', '')) ? null : {
  tenant: readEnvironmentVariable('STRIPE_WEBHOOK_TENANT', '')
}
param paymentsProvider = readEnvironmentVariable('PAYMENTS_PROVIDER', 'sandbox')
param useModel = bool(readEnvironmentVariable('USE_MODEL', 'true'))
