package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"

	"meltemi/interop/thrift/build/go/interop"

	"github.com/apache/thrift/lib/go/thrift"
)

// What the suite may send. Which fields there are depends on the command.
type request struct {
	ID         int               `json:"id"`
	Command    string            `json:"command"`
	Name       string            `json:"name"`
	Port       int               `json:"port"`
	Transport  string            `json:"transport"`
	Protocol   string            `json:"protocol"`
	Service    string            `json:"service"`
	Services   []string          `json:"services"`
	Connection int               `json:"connection"`
	Function   string            `json:"function"`
	Args       []json.RawMessage `json:"args"`
	Headers    map[string]string `json:"headers"`
}

type commands map[string]func(request) (any, error)

type object map[string]any

var writing sync.Mutex

func say(message object) {
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	writing.Lock()
	defer writing.Unlock()
	fmt.Println(string(line))
}

func describe(err error) object {
	var refused *interop.Refused
	if errors.As(err, &refused) {
		return object{"type": "Refused", "message": refused.Reason, "code": refused.Code}
	}
	var application thrift.TApplicationException
	if errors.As(err, &application) {
		return object{
			"type":            "TApplicationException",
			"message":         application.Error(),
			"applicationType": application.TypeId(),
		}
	}
	name := fmt.Sprintf("%T", err)
	return object{"type": name[strings.LastIndex(name, ".")+1:], "message": err.Error()}
}

// Runs each command in a goroutine of its own, until standard input ends.
func (c commands) serve() {
	say(object{"ready": true, "version": version()})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			panic(err)
		}
		go func() {
			result, err := c[r.Command](r)
			if err != nil {
				say(object{"id": r.ID, "error": describe(err)})
			} else {
				say(object{"id": r.ID, "result": result})
			}
		}()
	}
}

// Of the library that was built in.
func version() string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if strings.HasSuffix(module.Path, "/thrift") {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	return "unknown"
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "server" {
		newServers().serve()
	} else {
		newClients().serve()
	}
}
