package main

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"meltemi/interop/thrift/build/go/interop"

	"github.com/apache/thrift/lib/go/thrift"
)

// Apache Thrift servers, and what they have seen.
type servers struct {
	mu   sync.Mutex
	seen map[int][]sighting
}

type sighting struct {
	Function string            `json:"function"`
	Service  string            `json:"service"`
	Headers  map[string]string `json:"headers"`
}

func newServers() commands {
	s := &servers{seen: map[int][]sighting{}}
	return commands{"listen": s.listen, "seen": s.takeSeen}
}

func (s *servers) listen(r request) (any, error) {
	socket, err := thrift.NewTServerSocket("127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	if err := socket.Listen(); err != nil {
		return nil, err
	}
	port := socket.Addr().(*net.TCPAddr).Port
	processor := func(service string) thrift.TProcessor {
		return interop.NewInteropProcessor(&handler{s, port, r.Name, service})
	}
	services := thrift.NewTMultiplexedProcessor()
	services.RegisterDefault(processor(""))
	for _, service := range r.Services {
		services.RegisterProcessor(service, processor(service))
	}
	transports, protocols := factories(r.Transport, r.Protocol)
	server := thrift.NewTSimpleServer4(services, socket, transports, protocols)
	go server.Serve()
	return port, nil
}

func (s *servers) takeSeen(r request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.seen[r.Port]
	s.seen[r.Port] = nil
	if taken == nil {
		taken = []sighting{}
	}
	return taken, nil
}

type handler struct {
	servers *servers
	port    int
	name    string
	service string
}

func (h *handler) note(ctx context.Context, function string) {
	headers := map[string]string{}
	for _, key := range thrift.GetReadHeaderList(ctx) {
		headers[key], _ = thrift.GetHeader(ctx, key)
	}
	if response, ok := thrift.GetResponseHelper(ctx); ok {
		response.SetHeader("served-by", h.name)
	}
	h.servers.mu.Lock()
	defer h.servers.mu.Unlock()
	h.servers.seen[h.port] = append(h.servers.seen[h.port], sighting{function, h.service, headers})
}

func (h *handler) Name(ctx context.Context) (string, error) {
	h.note(ctx, "name")
	return h.name, nil
}

func (h *handler) Echo(ctx context.Context, text string) (string, error) {
	h.note(ctx, "echo")
	return text, nil
}

func (h *handler) EchoBinary(ctx context.Context, bytes []byte) ([]byte, error) {
	h.note(ctx, "echoBinary")
	return bytes, nil
}

func (h *handler) EchoEverything(ctx context.Context, value *interop.Everything) (*interop.Everything, error) {
	h.note(ctx, "echoEverything")
	return value, nil
}

func (h *handler) Nothing(ctx context.Context) error {
	h.note(ctx, "nothing")
	return nil
}

func (h *handler) Tell(ctx context.Context, text string) error {
	h.note(ctx, "tell")
	return nil
}

func (h *handler) Refuse(ctx context.Context, reason string, code int32) (string, error) {
	h.note(ctx, "refuse")
	return "", &interop.Refused{Reason: reason, Code: code}
}

func (h *handler) Crash(ctx context.Context, text string) (string, error) {
	h.note(ctx, "crash")
	return "", errors.New(text)
}

func (h *handler) Sleep(ctx context.Context, milliseconds int32, text string) (string, error) {
	h.note(ctx, "sleep")
	time.Sleep(time.Duration(milliseconds) * time.Millisecond)
	return text, nil
}
