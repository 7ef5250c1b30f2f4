package main

import "github.com/apache/thrift/lib/go/thrift"

const largestMessage = 64 << 20

// The transports and protocols of the library, by the names of the suite. The transport "any" is a
// THeader server, which is open to every client.
func factories(transport, protocol string) (thrift.TTransportFactory, thrift.TProtocolFactory) {
	subprotocol := thrift.THeaderProtocolBinary
	if protocol == "compact" {
		subprotocol = thrift.THeaderProtocolCompact
	}
	strict := protocol != "lax"
	configuration := &thrift.TConfiguration{
		MaxMessageSize:     largestMessage,
		MaxFrameSize:       largestMessage,
		THeaderProtocolID:  &subprotocol,
		TBinaryStrictWrite: &strict,
	}
	var framing thrift.TTransportFactory = thrift.NewTBufferedTransportFactory(4096)
	if transport == "header" || transport == "any" {
		return framing, thrift.NewTHeaderProtocolFactoryConf(configuration)
	}
	if transport == "framed" {
		framing = thrift.NewTFramedTransportFactoryConf(thrift.NewTTransportFactory(), configuration)
	}
	if protocol == "compact" {
		return framing, thrift.NewTCompactProtocolFactoryConf(configuration)
	}
	return framing, thrift.NewTBinaryProtocolFactoryConf(configuration)
}
