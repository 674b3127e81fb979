metadata description = 'A network of this environment\'s own: the app calls out through it, and storage, vault and model answer in it only.'

@export()
@description('A service that gets an address in the network.')
type Endpoint = {
  @description('Ends the name of the endpoint.')
  key: string

  @description('Resource that answers there.')
  resourceId: string

  @description('Which of its services, as Azure names them.')
  group: 'blob' | 'queue' | 'table' | 'vault' | 'account'

  @description('Private zone in which its name leads to that address.')
  zone: string
}

@description('Name of the network.')
param name string

@description('Ends the names of the endpoints.')
param suffix string

@description('Region of the network.')
param location string

@description('Tags of all resources here.')
param tags { *: string }

@description('Addresses of the network, /24 or larger; they may overlap no network that this one is peered with.')
param addresses string

@description('NAT gateway that the app calls out through; null leaves the choice of address to Azure.')
param natGatewayId string?

@description('Services that get an address in it.')
param endpoints Endpoint[]

// Both subnets are written inside the network: as resources of their own, a redeployment of the network would first remove them.
resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addresses] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addresses, 26, 0)
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
          natGateway: natGatewayId == null ? null : { id: natGatewayId! }
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addresses, 26, 1)
          defaultOutboundAccess: false
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

// One after another: three of them change the same storage account, which refuses two changes at once.
@batchSize(1)
module doors 'endpoint.bicep' = [for endpoint in endpoints: {
  params: {
    name: 'pe-${endpoint.key}-${suffix}'
    location: location
    tags: tags
    resourceId: endpoint.resourceId
    group: endpoint.group
    zone: endpoint.zone
    networkId: network.id
    subnetId: network::endpointSubnet.id
  }
}]
