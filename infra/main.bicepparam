using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', 'oncall@example.com')
param developerPrincipalId = readEnvironmentVariable('DEVELOPER_PRINCIPAL_ID', '')
param standardWebhook = empty(readEnvironmentVariable('STANDARD_WEBHOOK_TENANT', '')) ? null : {
  tenant: readEnvironmentVariable('STANDARD_WEBHOOK_TENANT', '')
  customersAuthenticated: false
}
param stripeWebhook = empty(readEnvironmentVariable('STRIPE_WEBHOOK_TENANT', '')) ? null : {
  tenant: readEnvironmentVariable('STRIPE_WEBHOOK_TENANT', '')
}
param paymentsProvider = readEnvironmentVariable('PAYMENTS_PROVIDER', 'sandbox')
param useModel = bool(readEnvironmentVariable('USE_MODEL', 'true'))
