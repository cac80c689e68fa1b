// Command git-server serves the module git.example.test/acme/quotes to whoever
// has the password of GIT_PASSWORD (https) or the key of GIT_PUBLIC_KEY (ssh).
// Certificate and host keys are made at start; /ca.pem and /known_hosts tell them.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"log"
	"math/big"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"time"
)

const host = "git.example.test"

func main() {
	run("sh", "-eu", "-c", `
		ssh-keygen -A
		printf '%s %s\n' git.example.test "$(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)" >/known_hosts
		mkdir -p /home/git/.ssh /srv/acme
		printf '%s\n' "$GIT_PUBLIC_KEY" >/home/git/.ssh/authorized_keys
		cd /quotes
		git init --quiet --initial-branch=main
		git add .
		git -c user.name=a -c user.email=a@example.test commit --quiet --message=quotes
		git tag v1.0.0
		git clone --quiet --bare . /srv/acme/quotes
		ln -s /srv/acme /acme
		ln -s quotes /srv/acme/quotes.git
		chown -R git:git /home/git /srv
		/usr/sbin/sshd -o PasswordAuthentication=no -o PermitEmptyPasswords=no -o UsePAM=no`)

	git := &cgi.Handler{
		Path: "/usr/lib/git-core/git-http-backend",
		Env:  []string{"GIT_PROJECT_ROOT=/srv", "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*"},
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		discovery := r.URL.Query().Get("go-get") == "1"
		public := discovery && os.Getenv("GIT_DISCOVERY") == "public"
		if _, password, _ := r.BasicAuth(); password != os.Getenv("GIT_PASSWORD") && !public {
			w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		if discovery {
			fmt.Fprintf(w, `<meta name="go-import" content="%[1]s/acme/quotes git https://%[1]s/acme/quotes">`, host)
			return
		}
		git.ServeHTTP(w, r)
	})
	server := &http.Server{Addr: ":443", TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate()}}}
	log.Println("ready")
	log.Fatal(server.ListenAndServeTLS("", ""))
}

// certificate is its own authority.
func certificate() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(time.Now().UnixNano()),
		Subject:               pkix.Name{CommonName: host},
		DNSNames:              []string{host},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(err)
	must(os.WriteFile("/ca.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o644))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func run(name string, args ...string) {
	command := exec.Command(name, args...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	must(command.Run())
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
