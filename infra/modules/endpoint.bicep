metadata description = 'Lets one service answer inside the network, under the name that it has outside as well.'

@description('Name of the endpoint.')
param name string

@description('Region of the endpoint.')
param location string

@description('Tags of all resources here.')
param tags { *: string }

@description('Resource that answers there.')
param resourceId string

@description('Which of its services, as Azure names them.')
param group string

@description('Private zone in which its name leads to that address.')
param zone string

@description('Network whose machines look names up in that zone.')
param networkId string

@description('Subnet that the address is taken from.')
param subnetId string

resource door 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: group, properties: { privateLinkServiceId: resourceId, groupIds: [group] } }
    ]
  }

  resource listing 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: group, properties: { privateDnsZoneId: names.id } }] }
  }
}

resource names 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zone
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
}
