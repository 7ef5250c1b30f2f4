package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"sync"

	"meltemi/interop/thrift/build/go/interop"

	"github.com/apache/thrift/lib/go/thrift"
)

// A remote control of Apache Thrift clients.
type clients struct {
	mu   sync.Mutex
	open []*connection
}

type connection struct {
	transport thrift.TTransport
	// Where headers have to be set when the client, multiplexed, does not see that they can be sent.
	headers *thrift.THeaderProtocol
	client  *interop.InteropClient
}

func newClients() commands {
	c := &clients{}
	return commands{"connect": c.connect, "call": c.call, "close": c.close}
}

func (c *clients) connect(r request) (any, error) {
	framing, protocols := factories(r.Transport, r.Protocol)
	socket := thrift.NewTSocketConf(fmt.Sprintf("127.0.0.1:%d", r.Port), nil)
	transport, err := framing.GetTransport(socket)
	if err != nil {
		return nil, err
	}
	input := protocols.GetProtocol(transport)
	output := input
	var headers *thrift.THeaderProtocol
	if r.Service != "" {
		headers, _ = input.(*thrift.THeaderProtocol)
		output = thrift.NewTMultiplexedProtocol(input, r.Service)
	}
	if err := transport.Open(); err != nil {
		return nil, err
	}
	client := interop.NewInteropClient(thrift.NewTStandardClient(input, output))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = append(c.open, &connection{transport, headers, client})
	return len(c.open), nil
}

func (c *clients) at(number int) *connection {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[number-1]
}

func (c *clients) close(r request) (any, error) {
	return nil, c.at(r.Connection).transport.Close()
}

func (c *clients) call(r request) (any, error) {
	connection := c.at(r.Connection)
	client := connection.client
	ctx := context.Background()
	keys := []string{}
	if connection.headers != nil {
		connection.headers.ClearWriteHeaders()
	}
	for key, value := range r.Headers {
		if connection.headers != nil {
			connection.headers.SetWriteHeader(key, value)
		}
		ctx = thrift.SetHeader(ctx, key, value)
		keys = append(keys, key)
	}
	sort.Strings(keys)
	ctx = thrift.SetWriteHeaderList(ctx, keys)
	value, err := invoke(ctx, client, r.Function, arguments(r.Args))
	if err != nil {
		return nil, err
	}
	answer := object{"value": value}
	if headers := client.LastResponseMeta_().Headers; headers != nil {
		answer["headers"] = headers
	}
	return answer, nil
}

// JSON, each to be read as the type that the function takes.
type arguments []json.RawMessage

func (a arguments) text(at int) (value string)   { a.read(at, &value); return }
func (a arguments) integer(at int) (value int32) { a.read(at, &value); return }
func (a arguments) bytes(at int) (value []byte)  { a.read(at, &value); return }

func (a arguments) everything(at int) *interop.Everything {
	value := interop.NewEverything()
	a.read(at, value)
	return value
}

func (a arguments) read(at int, into any) {
	if err := json.Unmarshal(a[at], into); err != nil {
		panic(err)
	}
}

func invoke(ctx context.Context, client *interop.InteropClient, function string, a arguments) (any, error) {
	switch function {
	case "name":
		return client.Name(ctx)
	case "echo":
		return client.Echo(ctx, a.text(0))
	case "echoBinary":
		return client.EchoBinary(ctx, a.bytes(0))
	case "echoEverything":
		value, err := client.EchoEverything(ctx, a.everything(0))
		if err == nil {
			sort.Strings(value.Words)
		}
		return value, err
	case "nothing":
		return nil, client.Nothing(ctx)
	case "tell":
		return nil, client.Tell(ctx, a.text(0))
	case "refuse":
		return client.Refuse(ctx, a.text(0), a.integer(1))
	case "crash":
		return client.Crash(ctx, a.text(0))
	case "sleep":
		return client.Sleep(ctx, a.integer(0), a.text(1))
	}
	return nil, fmt.Errorf("there is no function %q", function)
}
